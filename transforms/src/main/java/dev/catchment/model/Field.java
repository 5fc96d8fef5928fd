package dev.catchment.model;

import static com.google.common.base.Preconditions.checkNotNull;

import java.io.Serializable;

/**
 * A named, typed place in a {@link Schema}.
 *
 * @param name the name, unique in its schema; a dotted name such as {@code properties.price} groups
 *     fields
 * @param type the type of the values
 */
public record Field(String name, FieldType type) implements Serializable {
  public Field {
    checkNotNull(name, "name");
    checkNotNull(type, "type of %s", name);
  }
}
