package dev.catchment.pipelines.launch;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A parameter as it stands in a file.
 *
 * @param name its name
 * @param kind what its value is
 * @param text the value of a text, a number or a flag
 * @param line the line of the name, 1 for the first
 * @param column the column of the name, 1 for the first
 */
record GivenParameter(String name, Kind kind, String text, int line, int column) {
  /** What a value is in JSON. */
  enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    FLAG("true or false"),
    NULL("null"),
    LIST("a list"),
    OBJECT("an object");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** Reads the value that a parser stands at, and passes over what is in it. */
  static GivenParameter read(JsonParser parser, String name, JsonLocation place)
      throws IOException {
    JsonToken token = parser.currentToken();
    Kind kind =
        switch (token) {
          case START_OBJECT -> Kind.OBJECT;
          case START_ARRAY -> Kind.LIST;
          case VALUE_NULL -> Kind.NULL;
          case VALUE_TRUE, VALUE_FALSE -> Kind.FLAG;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
          default -> Kind.TEXT;
        };
    String text = parser.getText();
    parser.skipChildren();
    return new GivenParameter(name, kind, text, place.getLineNr(), place.getColumnNr());
  }

  Problem problem(String message) {
    return new Problem(line, column, name + " " + message);
  }
}
