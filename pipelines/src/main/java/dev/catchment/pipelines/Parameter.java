package dev.catchment.pipelines;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a person needs to know of an option to fill it in, and what the program needs to know to
 * refuse a wrong value. Stands on the getter, beside Beam's {@code @Description} (the help text),
 * {@code @Default} and {@code @Validation.Required}; the command line, the help, the templates and
 * their pages are all made of it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Parameter {
  /** A short name for people, such as {@code Number of clusters}. */
  String label();

  /** With which others it is shown. */
  Group group();

  /** A value that is right. */
  String example();

  /** What its value names. */
  Kind kind() default Kind.VALUE;

  /** What the whole value, or each value of a list, must match; empty for anything. */
  String regex() default "";

  /** What the regex asks for, in words, such as {@code a date}. */
  String wanted() default "";

  /** The values to choose from; none for any. */
  Choice[] values() default {};

  /** The least number. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The greatest number. */
  double max() default Double.POSITIVE_INFINITY;

  /** Whether the first word of the command line, without dashes, is its value. */
  boolean firstWord() default false;

  /**
   * The name of a required option that is not needed where this one is given, as this one asks for
   * a look in the place of a run; empty for most. No template has such an option.
   */
  String insteadOf() default "";

  /** Whether a template has it as a parameter. */
  boolean inTemplate() default true;

  /** A value to choose. */
  @interface Choice {
    /** What is written. */
    String value();

    /** What is shown. */
    String label();
  }

  /** The headings under which options are shown, in this order. */
  enum Group {
    INPUT("Input"),
    OUTPUT("Output"),
    METHOD("Method"),
    STREAM("Stream"),
    PRIVACY("Privacy"),
    LIMITS("Limits"),
    OBSERVATION("Lineage and metrics");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** The heading. */
    public String title() {
      return title;
    }
  }

  /** What a text names. */
  enum Kind {
    /** Itself, or a file that need not exist. */
    VALUE,
    /** A file that is read. */
    INPUT_FILE,
    /** A folder that is read. */
    INPUT_FOLDER,
    /** A folder that is written. */
    OUTPUT_FOLDER
  }
}
