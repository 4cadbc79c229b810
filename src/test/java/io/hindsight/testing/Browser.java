package io.hindsight.testing;

import static io.hindsight.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Chromium without a window, driven by the WebDriver protocol; Debian's packages, installed when root. */
public final class Browser implements AutoCloseable {

    private static final String INSTALL =
            "apt-get update && apt-get install -y --no-install-recommends chromium chromium-driver";
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process driver;
    private final Http http = Http.onFreePort();
    private final String session;

    /** Starts it with a window of that size in pixels; logs and profile go to the directory. */
    public Browser(Path directory, int width, int height) {
        var log = directory.resolve("chromedriver.log");
        ensureInstalled(log);
        driver = Leash.start(
                List.of(DRIVER.toString(), "--port=" + http.port()), Map.of("HOME", directory.toString()), log);
        var arguments = List.of(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--window-size=" + width + "," + height,
                "--user-data-dir=" + directory.resolve("profile"));
        var wanted = Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of(
                                "goog:chromeOptions",
                                Map.of("args", arguments),
                                "goog:loggingPrefs",
                                Map.of("browser", "ALL"))));
        await("chromedriver")
                .ignoreExceptions()
                .until(() -> call("GET", "/status", null).path("ready").asBoolean());
        session =
                "/session/" + call("POST", "/session", wanted).path("sessionId").asText();
    }

    private static void ensureInstalled(Path log) {
        if (Files.exists(DRIVER)) {
            return;
        }
        if (!"root".equals(System.getProperty("user.name"))) {
            throw new IllegalStateException("a browser is missing; as root run: " + INSTALL);
        }
        System.out.println("A browser is missing, installing it: " + INSTALL);
        Command.run(List.of("sh", "-c", "export DEBIAN_FRONTEND=noninteractive; " + INSTALL), log);
    }

    public void open(URI address) {
        call("POST", session + "/url", Map.of("url", address.toString()));
    }

    /** Waits for the element and types into it. */
    public void type(String css, String text) {
        call("POST", session + "/element/" + element("css selector", css) + "/value", Map.of("text", text));
    }

    /** Waits for the element and clicks it. */
    public void click(String css) {
        click("css selector", css);
    }

    /** Waits for an element that has this text, and nothing else, and clicks it. */
    public void clickText(String text) {
        click("xpath", "//*[normalize-space(text())='" + text + "']");
    }

    /** Waits for the tree's first node of this text, and clicks it. */
    public void clickNode(String text) {
        click("xpath", "//*[@role='tree']//*[normalize-space(text())='" + text + "']");
    }

    /** Waits for a table's cell of this text, and clicks it. */
    public void clickCell(String text) {
        click("xpath", "//table//*[normalize-space(text())='" + text + "']");
    }

    private void click(String by, String what) {
        await(what)
                .ignoreExceptions()
                .untilAsserted(() -> call("POST", session + "/element/" + element(by, what) + "/click", Map.of()));
    }

    /** Waits until the page shows the text. */
    public void awaitText(String text) {
        await(text).ignoreExceptions().untilAsserted(() -> assertThat(text()).contains(text));
    }

    /** What the page shows as text. */
    public String text() {
        return script("return document.body.innerText").asText();
    }

    /** Runs JavaScript in the page, and gives what it returns. */
    public JsonNode script(String body) {
        return call("POST", session + "/execute/sync", Map.of("script", body, "args", List.of()));
    }

    /** What the pages have complained of since the last time: errors of scripts, refused requests, the policy's word. */
    public List<String> errors() {
        var errors = new ArrayList<String>();
        for (var entry : call("POST", session + "/se/log", Map.of("type", "browser"))) {
            if (entry.path("level").asText().equals("SEVERE")) {
                errors.add(entry.path("message").asText());
            }
        }
        return errors;
    }

    /** From now on, pages are dark or light, where they can be. */
    public void prefers(String scheme) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** From now on, pages have that size and no other. */
    public void resize(int width, int height) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    private void devTools(String command, Map<String, Object> parameters) {
        call("POST", session + "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
    }

    /** Keeps what the window shows, as PNG. */
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    Base64.getDecoder()
                            .decode(call("GET", session + "/screenshot", null).asText()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String element(String by, String what) {
        return await(what)
                .ignoreExceptions()
                .until(
                        () -> call("POST", session + "/element", Map.of("using", by, "value", what))
                                .path(ELEMENT)
                                .asText(),
                        id -> !id.isEmpty());
    }

    private JsonNode call(String method, String path, Object body) {
        try {
            var request = HttpRequest.newBuilder(http.uri(path))
                    .timeout(Await.LONGEST)
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            var value = JSON.readTree(http.send(request).body()).path("value");
            if (value.has("error")) {
                throw new NoSuchElementException(value.path("message").asText());
            }
            return value;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            call("DELETE", session, null);
        } finally {
            driver.destroy();
        }
    }
}
