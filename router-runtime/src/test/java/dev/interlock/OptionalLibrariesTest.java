package dev.interlock;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.testing.TestClient;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A service with text routes needs no libraries except Netty, SLF4J and JSpecify. */
final class OptionalLibrariesTest {
    private static final Set<String> ALWAYS = Set.of("io.netty", "org.slf4j", "org.jspecify");
    private static final List<String> OPTIONAL = List.of(
            "io.avaje.jsonb.Jsonb",
            "com.fasterxml.jackson.databind.ObjectMapper",
            "com.google.protobuf.MessageLite",
            "jakarta.validation.Constraint",
            "com.aayushatharva.brotli4j.Brotli4jLoader",
            "org.junit.jupiter.api.Test");

    /** Checks the dependencies that projects inherit from the runtime. A fat jar of the project contains them. */
    @Test
    void runtimeBringsNoOptionalLibrary() throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile())
                .getDocumentElement();
        List<String> carried = elements(project, "dependency")
                .filter(it ->
                        text(it, "optional").isEmpty() && text(it, "scope").isEmpty())
                .map(it -> text(it, "groupId"))
                .distinct()
                .toList();

        assertThat(carried).containsExactlyElementsIn(ALWAYS);
    }

    private static Stream<Element> elements(Element parent, String name) {
        var found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).map(Element::getTextContent).findFirst().orElse("");
    }

    @Test
    void textIsServedWithoutThem() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            for (String library : OPTIONAL) {
                assertThrows(ClassNotFoundException.class, () -> loader.loadClass(library));
            }
            Class<?> service = loader.loadClass(Service.class.getName());
            assertThat(service.getClassLoader()).isSameInstanceAs(loader);

            ((Runnable) service.getDeclaredConstructor().newInstance()).run();
        }
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(OptionalLibrariesTest::isAlwaysThere)
                .map(OptionalLibrariesTest::url)
                .toArray(URL[]::new);
    }

    private static boolean isAlwaysThere(String entry) {
        Path path = Path.of(entry);
        String name = path.getFileName().toString();
        return !name.endsWith(".jar")
                || Stream.of("netty-", "slf4j-", "jspecify-").anyMatch(name::startsWith);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** Service that runs without the optional libraries on its class path. */
    public static final class Service implements Runnable {
        @Override
        public void run() {
            try (TestClient client = TestClient.of(new Routes())) {
                client.get("/text").send().assertThat().hasStatus(200).hasBody("text");
                client.get("/nothing").send().assertThat().isProblem(404);
            }
        }
    }

    private static final class Routes extends Router {
        Routes() {
            super(TrailingSlash.STRICT, List.of(RouteInfo.of(0, "GET", "/text", "test.Texts.text")));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return to - from == "/text".length() ? 0 : NOT_FOUND;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            Results.writeText(response, "text");
        }
    }
}
