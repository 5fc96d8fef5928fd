package dev.catchment.model;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ordered list of named, typed fields: the names become slots when the pipeline is built, so
 * that an element holds an array of values and no names.
 */
public final class Schema implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Schema EMPTY = new Schema(List.of());

  private final List<Field> fields;
  private final Map<String, Integer> slots;

  private Schema(List<Field> fields) {
    this.fields = List.copyOf(fields);
    this.slots = new HashMap<>();
    for (Field field : this.fields) {
      checkArgument(
          slots.put(field.name(), slots.size()) == null, "field %s stands twice", field.name());
    }
  }

  /** The schema of the given fields in their order; throws if a name stands twice. */
  public static Schema of(List<Field> fields) {
    return new Schema(fields);
  }

  /** The schema of the given fields in their order; throws if a name stands twice. */
  public static Schema of(Field... fields) {
    return new Schema(List.of(fields));
  }

  /** The schema without fields. */
  public static Schema empty() {
    return EMPTY;
  }

  /** The fields in slot order. */
  public List<Field> fields() {
    return fields;
  }

  /** The names in slot order. */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The number of fields. */
  public int size() {
    return fields.size();
  }

  /** Whether a field of this name exists. */
  public boolean contains(String name) {
    return slots.containsKey(name);
  }

  /** The slot of a field, or -1 when there is none of this name. */
  public int find(String name) {
    return slots.getOrDefault(name, -1);
  }

  /** The slot of a field; throws {@link IllegalArgumentException} when there is none. */
  public int slot(String name) {
    Integer slot = slots.get(name);
    checkArgument(slot != null, "no field %s; the fields are %s", name, slots.keySet());
    return slot;
  }

  /** The field of this name; throws {@link IllegalArgumentException} when there is none. */
  public Field field(String name) {
    return fields.get(slot(name));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return "Schema" + fields;
  }
}
