package dev.catchment.read;

import com.google.cloud.bigquery.storage.v1.AvroRows;
import com.google.cloud.bigquery.storage.v1.AvroSchema;
import com.google.cloud.bigquery.storage.v1.CreateReadSessionRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsRequest;
import com.google.cloud.bigquery.storage.v1.ReadRowsResponse;
import com.google.cloud.bigquery.storage.v1.ReadSession;
import com.google.cloud.bigquery.storage.v1.ReadStream;
import com.google.cloud.bigquery.storage.v1.SplitReadStreamRequest;
import com.google.cloud.bigquery.storage.v1.SplitReadStreamResponse;
import com.google.common.base.Splitter;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.BigQueryServerStream;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryServices.StorageClient;
import org.apache.beam.sdk.io.gcp.testing.FakeBigQueryServices.FakeBigQueryServerStream;

/**
 * The Storage Read API over rows in memory, which Beam's fakes lack: one stream a row, of the
 * selected fields alone.
 */
public final class FakeStorage implements StorageClient, Serializable {
  private static final long serialVersionUID = 1;

  private final String schema;
  private final List<byte[]> rows = new ArrayList<>();

  /** Rows of one schema. */
  public FakeStorage(Schema schema, List<GenericRecord> rows) {
    this.schema = schema.toString();
    rows.forEach(row -> this.rows.add(encoded(row, schema)));
  }

  @Override
  public ReadSession createReadSession(CreateReadSessionRequest request) {
    List<String> selected =
        List.copyOf(request.getReadSession().getReadOptions().getSelectedFieldsList());
    ReadSession.Builder session =
        request.getReadSession().toBuilder()
            .setAvroSchema(AvroSchema.newBuilder().setSchema(projection(selected).toString()));
    for (int row = 0; row < rows.size(); row++) {
      session.addStreams(
          ReadStream.newBuilder().setName(row + ":" + String.join(",", selected)).build());
    }
    return session.build();
  }

  @Override
  public BigQueryServerStream<ReadRowsResponse> readRows(ReadRowsRequest request) {
    List<String> name = Splitter.on(':').splitToList(request.getReadStream());
    Schema wanted = projection(Splitter.on(',').omitEmptyStrings().splitToList(name.get(1)));
    byte[] row = encoded(decoded(rows.get(Integer.parseInt(name.get(0))), wanted), wanted);
    return new FakeBigQueryServerStream<>(
        List.of(
            ReadRowsResponse.newBuilder()
                .setAvroRows(
                    AvroRows.newBuilder().setSerializedBinaryRows(ByteString.copyFrom(row)))
                .setRowCount(1)
                .build()));
  }

  @Override
  public BigQueryServerStream<ReadRowsResponse> readRows(ReadRowsRequest request, String table) {
    return readRows(request);
  }

  @Override
  public SplitReadStreamResponse splitReadStream(SplitReadStreamRequest request) {
    return SplitReadStreamResponse.getDefaultInstance();
  }

  @Override
  public SplitReadStreamResponse splitReadStream(SplitReadStreamRequest request, String table) {
    return splitReadStream(request);
  }

  @Override
  public void close() {}

  private Schema projection(List<String> fields) {
    Schema whole = new Schema.Parser().parse(schema);
    if (fields.isEmpty()) {
      return whole;
    }
    return Schema.createRecord(
        whole.getName(),
        null,
        null,
        false,
        fields.stream()
            .map(field -> new Schema.Field(field, whole.getField(field).schema()))
            .toList());
  }

  private GenericRecord decoded(byte[] row, Schema wanted) {
    try {
      return new GenericDatumReader<GenericRecord>(new Schema.Parser().parse(schema), wanted)
          .read(null, DecoderFactory.get().binaryDecoder(row, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(GenericRecord row, Schema schema) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(schema).write(row, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
