package dev.catchment.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.MimeTypes;
import org.apache.beam.sdk.values.PCollection;

/** Writes the one text of a collection as a file in UTF-8; gives the file's name. */
public final class WriteText extends PTransform<PCollection<String>, PCollection<String>> {
  private static final long serialVersionUID = 1;

  private final String file;

  private WriteText(String file) {
    this.file = file;
  }

  /** Writes to a file that {@link OutputDirectory#staging} gave. */
  public static WriteText to(String file) {
    return new WriteText(file);
  }

  @Override
  public PCollection<String> expand(PCollection<String> text) {
    return text.apply("Write", ParDo.of(new WriteFn(file))).setCoder(StringUtf8Coder.of());
  }

  private static final class WriteFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1;

    private final String file;

    WriteFn(String file) {
      this.file = file;
    }

    @ProcessElement
    public void write(@Element String text, OutputReceiver<String> written) throws IOException {
      WholeFile.write(file, MimeTypes.TEXT, text.getBytes(StandardCharsets.UTF_8));
      written.output(file);
    }
  }
}
