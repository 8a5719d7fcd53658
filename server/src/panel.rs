//! The files of a built panel, in a folder or in the program.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Cursor, ErrorKind, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::io::{AsyncRead, AsyncSeek, ReadBuf};
use tower_http::services::fs::{Backend, File, Metadata};

/// Where the files of the panel are.
#[derive(Clone, Debug)]
pub enum Panel {
    /// A folder with an `index.html`.
    Folder(PathBuf),
    /// The program itself.
    Embedded(&'static [EmbeddedFile]),
}

/// A file that is part of the program.
#[derive(Clone, Copy)]
pub struct EmbeddedFile {
    /// Path in the panel's folder, such as `index.html`.
    pub path: &'static str,
    /// The content.
    pub bytes: &'static [u8],
}

impl std::fmt::Debug for EmbeddedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.path, self.bytes.len())
    }
}

/// Serves embedded files to tower-http's `ServeDir`, which has the ranges, conditions and compressed copies.
#[derive(Clone, Debug)]
pub(crate) struct EmbeddedFolder(Arc<HashMap<&'static Path, OpenFile>>);

impl EmbeddedFolder {
    pub(crate) fn new(files: &[EmbeddedFile]) -> Self {
        let files = files
            .iter()
            .map(|file| (Path::new(file.path), OpenFile::new(file.bytes)));
        Self(Arc::new(files.collect()))
    }

    /// The content of a file.
    pub(crate) fn read(&self, path: &str) -> Option<&'static [u8]> {
        let file = self.0.get(Path::new(path))?;
        Some(file.content.get_ref())
    }

    /// The content of a file in the encoding of an answer.
    pub(crate) fn read_encoded(&self, path: &str, encoding: Option<&str>) -> Option<&'static [u8]> {
        let path = match path {
            "/" => "index.html",
            path => path.strip_prefix('/')?,
        };
        match encoding {
            None => self.read(path),
            Some("br") => self.read(&format!("{path}.br")),
            Some("gzip") => self.read(&format!("{path}.gz")),
            Some(_) => None,
        }
    }

    /// `ServeDir` asks for paths in the folder `.`.
    fn find(&self, path: &Path) -> io::Result<OpenFile> {
        let path = path.strip_prefix(".").unwrap_or(path);
        let file = self.0.get(path).cloned();
        file.ok_or_else(|| ErrorKind::NotFound.into())
    }
}

impl Backend for EmbeddedFolder {
    type File = OpenFile;
    type Metadata = FileMetadata;
    type OpenFuture = Ready<io::Result<OpenFile>>;
    type MetadataFuture = Ready<io::Result<FileMetadata>>;

    fn open(&self, path: PathBuf) -> Self::OpenFuture {
        ready(self.find(&path))
    }

    fn metadata(&self, path: PathBuf) -> Self::MetadataFuture {
        ready(match self.find(&path) {
            Ok(file) => Ok(file.metadata),
            // The root alone is a folder: it is answered with its `index.html`.
            Err(_) if path == Path::new("./") => Ok(FileMetadata::FOLDER),
            Err(error) => Err(error),
        })
    }
}

/// An embedded file while it is read.
#[derive(Clone, Debug)]
pub(crate) struct OpenFile {
    content: Cursor<&'static [u8]>,
    metadata: FileMetadata,
}

impl OpenFile {
    fn new(bytes: &'static [u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        // The halves make the seconds and the nanoseconds of a date.
        let hash = hasher.finish().to_be_bytes();
        let [a, b, c, d, e, f, g, h] = hash;
        let version = Duration::from_secs(u32::from_be_bytes([a, b, c, d]).into())
            + Duration::from_nanos(u32::from_be_bytes([e, f, g, h]).into());
        Self {
            content: Cursor::new(bytes),
            metadata: FileMetadata {
                is_folder: false,
                version: SystemTime::UNIX_EPOCH + version,
                size: bytes.len().try_into().unwrap_or(u64::MAX),
            },
        }
    }
}

impl AsyncRead for OpenFile {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.content).poll_read(context, buffer)
    }
}

impl AsyncSeek for OpenFile {
    fn start_seek(mut self: Pin<&mut Self>, position: SeekFrom) -> io::Result<()> {
        Pin::new(&mut self.content).start_seek(position)
    }

    fn poll_complete(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<u64>> {
        Pin::new(&mut self.content).poll_complete(context)
    }
}

impl File for OpenFile {
    type Metadata = FileMetadata;
    type MetadataFuture<'a> = Ready<io::Result<FileMetadata>>;

    fn metadata(&self) -> Self::MetadataFuture<'_> {
        ready(Ok(self.metadata))
    }
}

/// What `ServeDir` has to know of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileMetadata {
    is_folder: bool,
    /// A date that depends on the content alone. A program has no dates of its files, since it is to be the same bytes
    /// on every machine; `ServeDir` makes the tag of a file from its date and size, so each content gets its own tag.
    version: SystemTime,
    size: u64,
}

impl FileMetadata {
    const FOLDER: Self = Self {
        is_folder: true,
        version: SystemTime::UNIX_EPOCH,
        size: 0,
    };
}

impl Metadata for FileMetadata {
    fn is_dir(&self) -> bool {
        self.is_folder
    }

    fn modified(&self) -> io::Result<SystemTime> {
        Ok(self.version)
    }

    fn len(&self) -> u64 {
        self.size
    }
}
