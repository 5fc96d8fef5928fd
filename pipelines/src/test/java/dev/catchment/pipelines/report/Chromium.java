package dev.catchment.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page in headless Chromium that a test looks into while it lives, by the DevTools protocol. */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 60;
  private static final long PAUSE_MILLIS = 100;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers;
  private final ConcurrentLinkedQueue<String> complaints;
  private final AtomicInteger calls = new AtomicInteger();

  private Chromium(
      Process process,
      WebSocket socket,
      Map<Integer, CompletableFuture<JsonNode>> answers,
      ConcurrentLinkedQueue<String> complaints) {
    this.process = process;
    this.socket = socket;
    this.answers = answers;
    this.complaints = complaints;
  }

  /** The browser on the path, if there is one. */
  static Optional<Path> find() {
    return Splitter.on(File.pathSeparatorChar)
        .splitToStream(System.getenv().getOrDefault("PATH", ""))
        .flatMap(
            directory ->
                List.of("chromium", "chromium-browser", "google-chrome").stream()
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether there is one. */
  public static boolean isThere() {
    return find().isPresent();
  }

  /** Starts a browser with an empty page, of a profile in an empty folder. */
  public static Chromium start(Path folder) throws Exception {
    Path profile = folder.resolve("profile");
    Process process =
        new ProcessBuilder(
                find().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromium.log").toFile())
            .start();
    try {
      return connect(process, pageSocket(profile.resolve("DevToolsActivePort")));
    } catch (Exception failure) {
      process.destroyForcibly();
      throw failure;
    }
  }

  private static URI pageSocket(Path portFile) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (Files.exists(portFile) && !Files.readString(portFile).isBlank()) {
        String port = Files.readAllLines(portFile).get(0);
        for (JsonNode target : targets(port)) {
          if (target.path("type").asText().equals("page")) {
            return URI.create(target.path("webSocketDebuggerUrl").asText());
          }
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new IllegalStateException("the browser does not open its port");
  }

  private static JsonNode targets(String port) {
    try {
      return JSON.readTree(URI.create("http://127.0.0.1:" + port + "/json").toURL());
    } catch (IOException notYet) {
      return JSON.createArrayNode();
    }
  }

  private static Chromium connect(Process process, URI address) throws Exception {
    Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Listener(answers, complaints))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Chromium chromium = new Chromium(process, socket, answers, complaints);
    chromium.call("Runtime.enable", JSON.createObjectNode());
    chromium.call("Log.enable", JSON.createObjectNode());
    chromium.call("Page.enable", JSON.createObjectNode());
    return chromium;
  }

  private record Listener(
      Map<Integer, CompletableFuture<JsonNode>> answers,
      ConcurrentLinkedQueue<String> complaints,
      StringBuilder text)
      implements WebSocket.Listener {
    Listener(
        Map<Integer, CompletableFuture<JsonNode>> answers,
        ConcurrentLinkedQueue<String> complaints) {
      this(answers, complaints, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    /** An error on the console, but for a request that got no answer. */
    private static boolean isError(JsonNode message) {
      JsonNode entry = message.at("/params/entry");
      return message.path("method").asText().equals("Log.entryAdded")
          && entry.path("level").asText().equals("error")
          && !entry.path("source").asText().equals("network");
    }

    private void take(String message) {
      JsonNode read;
      try {
        read = JSON.readTree(message);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      String method = read.path("method").asText();
      if (read.has("id")) {
        answers.remove(read.path("id").asInt()).complete(read);
      } else if (method.equals("Runtime.exceptionThrown") || isError(read)) {
        complaints.add(message);
      }
    }
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    JsonNode read = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (read.has("error")) {
      throw new IllegalStateException(method + ": " + read.path("error"));
    }
    return read.path("result");
  }

  /** Opens an address in a window of a size; does not wait until it is loaded. */
  public void open(URI address, int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    call("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
  }

  /** Shows pages as people who prefer dark ones, or light ones, see them. */
  public void dark(boolean isDark) throws Exception {
    ObjectNode media = JSON.createObjectNode().put("media", "");
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", isDark ? "dark" : "light");
    call("Emulation.setEmulatedMedia", media);
  }

  /** The value of an expression in the page, as text. */
  public String value(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode()
                .put("expression", "String(" + expression + ")")
                .put("returnByValue", true));
    return result.at("/result/value").asText();
  }

  /** Waits until an expression in the page is true. */
  public void await(String expression) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (value(expression).equals("true")) {
        return;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError(
        "not so: " + expression + "; the page: " + value("document.body.innerText") + complaints);
  }

  /** The exceptions of scripts and the errors on the console so far. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** A picture of the whole page. */
  public void screenshot(Path png) throws Exception {
    JsonNode image =
        call(
            "Page.captureScreenshot",
            JSON.createObjectNode().put("format", "png").put("captureBeyondViewport", true));
    Files.createDirectories(png.toAbsolutePath().getParent());
    Files.write(png, Base64.getDecoder().decode(image.path("data").asText()));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
