//! A neuPrint dataset in one file that answers neuPrint's REST API in process.
