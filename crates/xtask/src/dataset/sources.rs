//! The two packages that the sample is made of, downloaded with pip and verified.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::Failure;

struct Wheel {
    package: &'static str,
    version: &'static str,
    sha256: &'static str,
}

const NAVIS: Wheel = Wheel {
    package: "navis",
    version: "1.12.0",
    sha256: "5757c494950719f8453c8e481d647504ecaf46fad81800fa1822d44af52df308",
};
const FRUITLOOPS: Wheel = Wheel {
    package: "fruitloops",
    version: "0.2.2",
    sha256: "33926f5086a7e4cde8ad64c5459971eecd81abc857da2ff2b6ad56eaa9af6fd3",
};

/// The data files of both packages, by path inside their wheel.
pub(crate) struct Sources {
    /// `navis/data/…`
    pub(crate) navis: Archive,
    /// `fruitloops/data/…`
    pub(crate) fruitloops: Archive,
}

/// A verified wheel in memory.
pub(crate) struct Archive {
    bytes: Vec<u8>,
    paths: Vec<String>,
}

impl Sources {
    /// Takes the wheels from a folder, or from the user's cache, where pip puts them first if they are not there.
    pub(crate) fn open(folder: Option<PathBuf>) -> Result<Self, Failure> {
        let folder = match folder {
            Some(folder) => folder,
            None => crate::workspace::cache()?.join("wheels"),
        };
        Ok(Self { navis: NAVIS.open(&folder)?, fruitloops: FRUITLOOPS.open(&folder)? })
    }

    /// 32 hexadecimal digits that name this combination of sources.
    pub(crate) fn fingerprint(&self) -> String {
        let digest = Sha256::digest(format!("{}{}", NAVIS.sha256, FRUITLOOPS.sha256));
        digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl Wheel {
    fn open(&self, folder: &Path) -> Result<Archive, Failure> {
        let path = folder.join(format!("{}-{}-py3-none-any.whl", self.package, self.version));
        if !path.exists() {
            self.download(folder)?;
        }
        let bytes = std::fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let found: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if found != self.sha256 {
            let wanted = self.sha256;
            return Err(format!("{} has SHA-256 {found} instead of {wanted}: delete it and try again", path.display()));
        }
        let archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut paths: Vec<String> = archive.file_names().map(str::to_owned).collect();
        paths.sort();
        Ok(Archive { bytes, paths })
    }

    fn download(&self, folder: &Path) -> Result<(), Failure> {
        let what = format!("{}=={}", self.package, self.version);
        println!("downloading {what} from PyPI");
        std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let done = Command::new("python3")
            .args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest"])
            .arg(folder)
            .arg(&what)
            .status()
            .map_err(|e| format!("python3 does not start ({e}): install Python 3 with pip, or use --wheels FOLDER"))?;
        if done.success() { Ok(()) } else { Err(format!("pip could not download {what}: see its message above")) }
    }
}

impl Archive {
    /// A file's bytes.
    pub(crate) fn file(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let mut archive = ZipArchive::new(Cursor::new(&self.bytes)).map_err(|e| e.to_string())?;
        let mut bytes = Vec::new();
        archive
            .by_name(path)
            .map_err(|e| format!("{path}: {e}"))?
            .read_to_end(&mut bytes)
            .map_err(|e| e.to_string())?;
        Ok(bytes)
    }

    /// The files of a folder that end so, sorted.
    pub(crate) fn files(&self, folder: &str, ending: &str) -> Vec<&str> {
        let inside = |path: &&str| path.starts_with(folder) && path.ends_with(ending);
        self.paths.iter().map(String::as_str).filter(inside).collect()
    }

    /// A CSV file's rows.
    pub(crate) fn table(&self, path: &str) -> Result<Vec<Row>, Failure> {
        let bytes = self.file(path)?;
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let header: std::rc::Rc<csv::StringRecord> =
            reader.headers().map_err(|e| format!("{path}: {e}"))?.clone().into();
        reader
            .into_records()
            .map(|record| {
                let record = record.map_err(|e| format!("{path}: {e}"))?;
                Ok(Row { header: header.clone(), record, path: path.into() })
            })
            .collect()
    }
}

/// One row of a CSV file.
pub(crate) struct Row {
    header: std::rc::Rc<csv::StringRecord>,
    record: csv::StringRecord,
    path: std::rc::Rc<str>,
}

impl Row {
    /// A cell's text.
    pub(crate) fn text(&self, column: &str) -> Result<&str, Failure> {
        let at = self.header.iter().position(|name| name == column);
        at.and_then(|at| self.record.get(at)).ok_or_else(|| format!("{} has no column `{column}`", self.path))
    }

    /// A cell's text, if it is not empty.
    pub(crate) fn some(&self, column: &str) -> Result<Option<String>, Failure> {
        self.text(column).map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()))
    }

    /// A cell as a number.
    pub(crate) fn number<N: std::str::FromStr>(&self, column: &str) -> Result<N, Failure> {
        let text = self.text(column)?;
        text.parse().map_err(|_| format!("{}: `{text}` in column `{column}` is no number", self.path))
    }
}
