package dev.catchment.pipelines.watch;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FeedTest {
  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private void write(String name, String text) throws IOException {
    Path file = folder.getRoot().toPath().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Feed.Reader reader(String directory) {
    return Feed.of(Feed.Kind.ALERT, directory).open().orElseThrow();
  }

  @Test
  public void filesAreReadOnceAsTheyAppear() throws Exception {
    Feed.Reader reader = reader(folder.getRoot() + "/out/");
    assertEquals(List.of(), reader.poll());
    write("out/a.jsonl", "1\n2\n");
    write("out/deep/b.jsonl", "3\n");
    assertEquals(List.of("1", "2", "3"), reader.poll().stream().sorted().toList());
    assertEquals(List.of(), reader.poll());
    write("out/c.jsonl", "4\n");
    assertEquals(List.of("4"), reader.poll());
  }

  @Test
  public void ofWhatWasThereTheNewestIsRead() throws Exception {
    write("a.jsonl", "old\n");
    write("b.jsonl", "new\n");
    Files.setLastModifiedTime(
        folder.getRoot().toPath().resolve("a.jsonl"), FileTime.fromMillis(1_000));
    assertEquals(List.of("new"), reader(folder.getRoot().toString()).poll());
  }

  @Test
  public void filesInTheMakingAreNotThere() throws Exception {
    Feed.Reader reader = reader(folder.getRoot().toString());
    reader.poll();
    write(".temp-beam/part", "half");
    write(".hidden", "half");
    assertEquals(List.of(), reader.poll());
  }

  @Test
  public void aFolderMayItselfBeHiddenAndNamedFromHere() throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), ".feed");
    Feed.Reader reader = reader(directory.toString());
    assertEquals(List.of(), reader.poll());
    Files.writeString(directory.resolve("a.jsonl"), "1\n");
    assertEquals(List.of("1"), reader.poll());
  }

  @Test
  public void webhooksAndSubscriptionsCannotBeReadBack() {
    assertEquals(Optional.empty(), Feed.of(Feed.Kind.ALERT, "https://example.com/hook").open());
    assertEquals(Optional.empty(), Feed.of(Feed.Kind.ALERT, "pubsub://project/topic").open());
  }

  @Test
  public void aTopicIsOpenedOnlyWhenItIsRead() {
    assertTrue(Feed.of(Feed.Kind.ALERT, "kafka://127.0.0.1:1/alerts").open().isPresent());
  }

  @Test
  public void thePathOfAWebhookIsNotShown() {
    assertEquals(
        "https://hooks.example.com",
        Feed.of(Feed.Kind.ALERT, "https://user:word@hooks.example.com/secret?a=b").shownAddress());
    assertEquals(
        "kafka://a:1/alerts", Feed.of(Feed.Kind.ALERT, "kafka://a:1/alerts").shownAddress());
  }
}
