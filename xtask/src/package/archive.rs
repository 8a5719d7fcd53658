//! Archives whose bytes depend on the names and contents of their entries alone.

use crate::failure::Failure;
use flate2::{Compression, GzBuilder};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A file of an archive.
#[derive(Clone)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) mode: u32,
    pub(super) content: Vec<u8>,
}

impl Entry {
    pub(super) fn file(path: String, content: Vec<u8>) -> Self {
        let mode = 0o644;
        Self {
            path,
            mode,
            content,
        }
    }
}

/// Entries sorted by path, of owner 0 and from the start of 1970.
pub(super) fn tar(mut entries: Vec<Entry>) -> Result<Vec<u8>, Failure> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let mut builder = tar::Builder::new(Vec::new());
    for entry in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(entry.content.len() as u64);
        header.set_mode(entry.mode);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(0);
        builder
            .append_data(&mut header, &entry.path, entry.content.as_slice())
            .map_err(failed)?;
    }
    builder.into_inner().map_err(failed)
}

pub(super) fn tar_gz(entries: Vec<Entry>) -> Result<Vec<u8>, Failure> {
    // Without a file name, and with the number that means an unknown system.
    let builder = GzBuilder::new().mtime(0).operating_system(255);
    let mut encoder = builder.write(Vec::new(), Compression::best());
    encoder.write_all(&tar(entries)?).map_err(failed)?;
    encoder.finish().map_err(failed)
}

/// The same entries for systems without tar. A zip cannot hold a time before 1980.
pub(super) fn zip(mut entries: Vec<Entry>) -> Result<Vec<u8>, Failure> {
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(entry.mode);
        writer.start_file(&entry.path, options).map_err(failed)?;
        writer.write_all(&entry.content).map_err(failed)?;
    }
    let cursor = writer.finish().map_err(failed)?;
    Ok(cursor.into_inner())
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("could not write an archive: {error}."))
}
