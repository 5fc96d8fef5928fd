package dev.catchment.store;

import dev.catchment.model.FieldType;
import dev.catchment.model.Session;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * The columns of sessions: {@code profile_id} and {@code channel}, {@code session}, its number
 * among those of both, {@code started} and {@code ended}, the times of its first and last event,
 * and {@code events}, how many it has.
 */
public final class SessionLayout {
  private static final Schema AVRO =
      Schema.createRecord(
          "Session",
          null,
          Columns.NAMESPACE,
          false,
          List.of(
              Columns.text("profile_id"),
              Columns.text("channel"),
              Columns.required("session", Columns.schema(FieldType.INTEGER)),
              Columns.required("started", Columns.schema(FieldType.TIMESTAMP)),
              Columns.required("ended", Columns.schema(FieldType.TIMESTAMP)),
              Columns.required("events", Columns.schema(FieldType.INTEGER))));

  private SessionLayout() {}

  /** The Avro schema of the stored records. */
  public static Schema avro() {
    return AVRO;
  }

  /** The session as it is stored. */
  public static GenericRecord toRecord(Session session) {
    GenericRecord record = new GenericData.Record(AVRO);
    record.put(0, session.profileId());
    record.put(1, session.channel());
    record.put(2, session.number());
    record.put(3, session.start());
    record.put(4, session.end());
    record.put(5, session.events());
    return record;
  }
}
