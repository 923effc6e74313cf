//! Processor time and memory, as Linux tells them.

use std::time::Instant;

/// Nanoseconds of processor time that this thread has used, if the system tells.
fn processor() -> Option<u64> {
    // The count is brought up to date when the thread gives way.
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// What a job gave, and its milliseconds of processor time; of the clock where the system does not tell.
pub(crate) fn timed<T>(job: impl FnOnce() -> T) -> (T, f64) {
    let (start, clock) = (processor(), Instant::now());
    let result = job();
    let end = processor();
    let nanoseconds = match (start, end) {
        (Some(start), Some(end)) => (end - start) as f64,
        _ => clock.elapsed().as_nanos() as f64,
    };
    (result, nanoseconds / 1e6)
}

/// The median time of several runs after one that warms up. A run of less than a millisecond is repeated within one
/// measurement.
pub(crate) fn median<T>(mut job: impl FnMut() -> T) -> f64 {
    let (_, first) = timed(&mut job);
    let repeats = (2.0 / first.max(1e-4)).clamp(1.0, 1000.0) as usize;
    let runs = if first > 500.0 { 3 } else { 7 };
    let mut times: Vec<f64> = (0..runs)
        .map(|_| timed(|| (0..repeats).for_each(|_| drop(std::hint::black_box(job())))).1 / repeats as f64)
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The largest memory that this process has held, in megabytes of a million bytes.
pub(crate) fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? * 1024.0 / 1e6)
}
