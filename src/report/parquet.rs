//! Tables as Apache Parquet.

use crate::error::Error;
use crate::ledger::wrong;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use polars::prelude::*;
use std::mem::take;
use std::sync::Arc;

/// A table as a Parquet file, with its columns and rows as they are: text, `DECIMAL`, `DOUBLE`, `DATE`, unsigned
/// integers, booleans and lists of text. A missing value is null. Packed with Zstandard.
///
/// # Errors
/// A column of a type that no table of this crate has ([`Error::is_table`]).
pub fn table_parquet(table: &DataFrame) -> Result<Vec<u8>, Error> {
    let mut writer = ParquetWriter::new(table.schema())?;
    let mut bytes = writer.rows(table)?;
    bytes.append(&mut writer.finish()?);
    Ok(bytes)
}

/// A table that is written as Parquet some rows at a time, so that it need not be in memory whole: what it gives, joined,
/// is the file. Types are those of [`table_parquet`].
pub struct ParquetWriter {
    file: SerializedFileWriter<Vec<u8>>,
}

impl ParquetWriter {
    /// A table of these columns.
    ///
    /// # Errors
    /// A column of a type that no table of this crate has ([`Error::is_table`]).
    pub fn new(columns: &Schema) -> Result<ParquetWriter, Error> {
        let fields = columns.iter().map(|(name, dtype)| field(name, dtype)).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("table").with_fields(fields).build().map_err(unwritten)?;
        let packing = Compression::ZSTD(ZstdLevel::default());
        let properties = WriterProperties::builder().set_compression(packing).set_created_by(created_by()).build();
        let file = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties)).map_err(unwritten)?;
        Ok(ParquetWriter { file })
    }

    /// The next bytes of the file, with these rows as a row group. Readers take a row group at a time: some ten thousand
    /// rows are a good size.
    ///
    /// # Errors
    /// Rows with other columns than the table ([`Error::is_table`]).
    pub fn rows(&mut self, rows: &DataFrame) -> Result<Vec<u8>, Error> {
        let mut group = self.file.next_row_group().map_err(unwritten)?;
        for column in rows.columns() {
            let Some(mut writer) = group.next_column().map_err(unwritten)? else { break };
            write(column, writer.untyped())?;
            writer.close().map_err(unwritten)?;
        }
        group.close().map_err(unwritten)?;
        self.file.flush().map_err(|err| unwritten(err.into()))?;
        // The file counts its bytes for itself, so that what is there can be taken.
        Ok(take(self.file.inner_mut()))
    }

    /// The last bytes of the file: where what stands.
    ///
    /// # Errors
    /// Only what the writer of Parquet refuses.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        self.file.into_inner().map_err(unwritten)
    }
}

fn created_by() -> String {
    concat!(env!("CARGO_PKG_NAME"), " version ", env!("CARGO_PKG_VERSION")).to_owned()
}

fn unwritten(err: ParquetError) -> Error {
    Error::table(format!("Parquet: {err}"))
}

/// The type of a column.
fn field(name: &str, dtype: &DataType) -> Result<TypePtr, Error> {
    let of = |physical| Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
    let unsigned = |bits| Some(LogicalType::integer(bits, false));
    let built = match dtype {
        DataType::String => of(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String)).build(),
        DataType::Decimal(precision, scale) => of(Physical::FIXED_LEN_BYTE_ARRAY)
            .with_length(16)
            .with_precision(*precision as i32)
            .with_scale(*scale as i32)
            .with_logical_type(Some(LogicalType::decimal(*scale as i32, *precision as i32)))
            .build(),
        DataType::Float64 => of(Physical::DOUBLE).build(),
        DataType::Date => of(Physical::INT32).with_logical_type(Some(LogicalType::Date)).build(),
        DataType::UInt32 => of(Physical::INT32).with_logical_type(unsigned(32)).build(),
        DataType::UInt64 => of(Physical::INT64).with_logical_type(unsigned(64)).build(),
        DataType::Boolean => of(Physical::BOOLEAN).build(),
        DataType::List(entries) if **entries == DataType::String => list(name),
        other => return Err(Error::table(format!("column '{name}' is {other}, which no table of this crate has"))),
    };
    Ok(Arc::new(built.map_err(unwritten)?))
}

/// The three levels that a list has in Parquet.
fn list(name: &str) -> Result<Type, ParquetError> {
    let element = Type::primitive_type_builder("element", Physical::BYTE_ARRAY)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    let entries = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(element)])
        .build()?;
    Type::group_type_builder(name)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::List))
        .with_converted_type(ConvertedType::LIST)
        .with_fields(vec![Arc::new(entries)])
        .build()
}

fn write(column: &Column, to: &mut ColumnWriter) -> Result<(), Error> {
    let written = match to {
        ColumnWriter::ByteArrayColumnWriter(to) if column.dtype() == &DataType::String => {
            let (values, levels) = present(column.str().map_err(wrong)?.iter().map(|text| text.map(ByteArray::from)));
            to.write_batch(&values, Some(&levels), None)
        }
        ColumnWriter::ByteArrayColumnWriter(to) => {
            let Entries { values, defined, repeated } = entries(column)?;
            to.write_batch(&values, Some(&defined), Some(&repeated))
        }
        ColumnWriter::FixedLenByteArrayColumnWriter(to) => {
            let digits = column.decimal().map_err(wrong)?.physical();
            let bytes = |digits: i128| FixedLenByteArray::from(digits.to_be_bytes().to_vec());
            let (values, levels) = present(digits.iter().map(|digits| digits.map(bytes)));
            to.write_batch(&values, Some(&levels), None)
        }
        ColumnWriter::DoubleColumnWriter(to) => {
            // As in CSV: what is no number is missing.
            let ratios = column.f64().map_err(wrong)?.iter();
            let (values, levels) = present(ratios.map(|ratio| ratio.filter(|ratio| ratio.is_finite())));
            to.write_batch(&values, Some(&levels), None)
        }
        ColumnWriter::Int32ColumnWriter(to) => {
            let (values, levels) = match column.dtype() {
                DataType::Date => present(column.date().map_err(wrong)?.physical().iter()),
                // The bits of an unsigned number, as Parquet keeps it.
                _ => present(column.u32().map_err(wrong)?.iter().map(|count| count.map(u32::cast_signed))),
            };
            to.write_batch(&values, Some(&levels), None)
        }
        ColumnWriter::Int64ColumnWriter(to) => {
            let counts = column.u64().map_err(wrong)?.iter();
            let (values, levels) = present(counts.map(|count| count.map(u64::cast_signed)));
            to.write_batch(&values, Some(&levels), None)
        }
        ColumnWriter::BoolColumnWriter(to) => {
            let (values, levels) = present(column.bool().map_err(wrong)?.iter());
            to.write_batch(&values, Some(&levels), None)
        }
        _ => return Err(Error::table(format!("column '{}' has no place in Parquet", column.name()))),
    };
    written.map(|_| ()).map_err(unwritten)
}

/// The values that are there, and for each row whether it is there.
fn present<T>(all: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for value in all {
        levels.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, levels)
}

/// The entries of lists as Parquet keeps them: how much of an entry is there (list, entry, text), and whether it goes on in
/// the list before.
#[derive(Default)]
struct Entries {
    values: Vec<ByteArray>,
    defined: Vec<i16>,
    repeated: Vec<i16>,
}

fn entries(column: &Column) -> Result<Entries, Error> {
    let lists = column.list().map_err(wrong)?;
    let mut out = Entries::default();
    let mut add = |defined, repeated, value: Option<&str>| {
        out.defined.push(defined);
        out.repeated.push(repeated);
        out.values.extend(value.map(ByteArray::from));
    };
    for at in 0..lists.len() {
        let Some(list) = lists.get_as_series(at) else {
            add(0, 0, None);
            continue;
        };
        if list.is_empty() {
            add(1, 0, None);
        }
        for (number, text) in list.str().map_err(wrong)?.iter().enumerate() {
            add(if text.is_some() { 3 } else { 2 }, i16::from(number > 0), text);
        }
    }
    Ok(out)
}
