package dev.catchment.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** Records in Avro's form with columns of all kinds. */
final class AvroRows {
  static final List<String> COLUMNS =
      List.of(
          "id",
          "note",
          "user.mail",
          "items.0.sku",
          "items.1.sku",
          "tags.colour",
          "at",
          "local",
          "day",
          "clock",
          "price",
          "items");

  static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Row","fields":[
              {"name":"id","type":"long"},
              {"name":"note","type":["null","string"]},
              {"name":"user","type":["null",{"type":"record","name":"User","fields":[
                {"name":"mail","type":"string"}]}]},
              {"name":"items","type":{"type":"array","items":{"type":"record","name":"Item",
                "fields":[{"name":"sku","type":"string"}]}}},
              {"name":"tags","type":{"type":"map","values":"int"}},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}},
              {"name":"local","type":{"type":"long","logicalType":"local-timestamp-millis"}},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"clock","type":{"type":"int","logicalType":"time-millis"}},
              {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,
                "scale":2}}]}
              """);

  /** The texts of the first record in the order of the columns. */
  static final List<String> FIRST =
      List.of(
          "1",
          "note 1",
          "m1@x.org",
          "a1",
          "b",
          "7",
          "1970-01-01T00:00:01.000001Z",
          "1970-01-01T00:00:01",
          "9999-12-31",
          "10:15",
          "-12.50",
          "[{\"sku\": \"a1\"}, {\"sku\": \"b\"}]");

  private static final int LAST_DAY_OF_9999 = 2_932_896;

  private AvroRows() {}

  /** A container file of records with the ids from 1, about so many in a block. */
  static byte[] file(int records, int blockBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(SCHEMA))) {
      writer.setCodec(CodecFactory.deflateCodec(6));
      writer.setSyncInterval(Math.max(32, blockBytes));
      writer.create(SCHEMA, out);
      for (int id = 1; id <= records; id++) {
        writer.append(row(id));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  static GenericRecord row(int id) {
    Schema item = SCHEMA.getField("items").schema().getElementType();
    Schema user = SCHEMA.getField("user").schema().getTypes().get(1);
    return new GenericRecordBuilder(SCHEMA)
        .set("id", (long) id)
        .set("note", id % 2 == 0 ? null : "note " + id)
        .set(
            "user",
            id % 3 == 0
                ? null
                : new GenericRecordBuilder(user).set("mail", "m" + id + "@x.org").build())
        .set(
            "items",
            new GenericData.Array<>(
                SCHEMA.getField("items").schema(),
                List.of(
                    new GenericRecordBuilder(item).set("sku", "a" + id).build(),
                    new GenericRecordBuilder(item).set("sku", "b").build())))
        .set("tags", Map.of("colour", 7))
        .set("at", 1_000_001L)
        .set("local", 1_000L)
        .set("day", LAST_DAY_OF_9999)
        .set("clock", (10 * 60 + 15) * 60_000)
        .set("price", ByteBuffer.wrap(new BigDecimal("-12.50").unscaledValue().toByteArray()))
        .build();
  }
}
