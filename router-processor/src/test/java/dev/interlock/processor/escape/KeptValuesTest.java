package dev.interlock.processor.escape;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.interlock.http.Router;
import dev.interlock.processor.escape.Rows.Row;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.server.InMemoryConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Tests code that keeps a value beyond its request. This code must never read the data of another request. The compiler
 * must reject the code, or its response must be right, or it must throw.
 */
final class KeptValuesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static List<Row> rows = List.of();

    @BeforeAll
    static void read() throws IOException {
        rows = Rows.of("kept.md");
    }

    @Test
    void hasManyRows() {
        assertThat(rows.size()).isAtLeast(75);
    }

    @TestFactory
    Stream<DynamicTest> processorRejectsDeclarations() {
        return refused(rows.stream().filter(Row::isRefusedByDeclaration).toList());
    }

    @TestFactory
    Stream<DynamicTest> checkRejectsPathsThroughMethods() {
        return refused(rows.stream()
                .filter(row -> !row.marks().isEmpty() && !row.isRefusedByDeclaration())
                .toList());
    }

    private static Stream<DynamicTest> refused(List<Row> some) {
        Map<String, List<String>> found = new HashMap<>();
        for (Diagnostic<? extends JavaFileObject> each :
                Rows.compile(some, "-Xmaxerrs", "1000").diagnostics()) {
            assertWithMessage("%s", each).that(each.getMessage(null)).startsWith("[IL");
            String file =
                    each.getSource() == null ? "" : each.getSource().toUri().getPath();
            String text = each.getLineNumber() + ": " + each.getMessage(null).replaceFirst("(?s)^\\[(IL\\d+)].*", "$1");
            found.computeIfAbsent(file, it -> new ArrayList<>()).add(text);
        }
        return some.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.title(),
                        () -> assertThat(found.getOrDefault("/" + row.packageName() + "/R.java", List.of()))
                                .containsExactlyElementsIn(row.marks())));
    }

    @TestFactory
    Stream<DynamicTest> othersAreRightOrThrowInStrictMode() throws ReflectiveOperationException {
        return called(false, row -> true);
    }

    @TestFactory
    Stream<DynamicTest> othersAreRightOrThrowWithoutStrictMode() throws ReflectiveOperationException {
        return called(true, row -> !row.isForStrictMode());
    }

    /** Tests each row that compiles: sends two requests, and then uses the kept value. */
    private static Stream<DynamicTest> called(boolean reusing, Predicate<Row> throwsLate)
            throws ReflectiveOperationException {
        List<Row> running = rows.stream().filter(row -> row.marks().isEmpty()).toList();
        Compilation compilation = Rows.compile(running, "-Werror");
        assertThat(compilation.complaints()).isEmpty();
        ClassLoader loader = compilation.classLoader();
        InMemoryConnection connection = new InMemoryConnection(router(loader), reusing);
        return running.stream()
                .map(row -> DynamicTest.dynamicTest(row.title(), () -> {
                    assertThat(send(connection, row, "first")).isEqualTo(row.response());
                    send(connection, row, "other");
                    if (row.response().isEmpty()) {
                        Method late = loader.loadClass(row.packageName() + ".R").getDeclaredMethod("late");
                        late.setAccessible(true);
                        checkLate(late, throwsLate.test(row));
                    }
                }))
                .onClose(connection::close);
    }

    private static void checkLate(Method late, boolean isThrowing) throws ReflectiveOperationException {
        if (isThrowing) {
            var thrown = assertThrows(InvocationTargetException.class, () -> late.invoke(null));
            assertThat(thrown).hasCauseThat().isInstanceOf(IllegalStateException.class);
        } else {
            assertReadsNothingForeign(late);
        }
    }

    /**
     * Asserts that a late use of a kept value succeeds, or finds an empty view. If the use threw because it is late,
     * the row would not need its mark.
     */
    private static void assertReadsNothingForeign(Method late) throws ReflectiveOperationException {
        try {
            assertThat(late.invoke(null)).isNotNull();
        } catch (InvocationTargetException e) {
            // At the end of the request, the view was cleared, so it is empty.
            assertThat(e).hasCauseThat().isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    private static String send(InMemoryConnection connection, Row row, String note)
            throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeInt64(1, 7);
        out.writeString(2, note);
        out.writeBytes(13, ByteString.copyFromUtf8("receipt"));
        out.flush();
        String head =
                "POST /%s HTTP/1.1\r\nHost: test\r\nContent-Type: application/x-protobuf\r\nContent-Length: %d\r\n\r\n";
        connection.send(head.formatted(row.packageName(), bytes.size()).getBytes(ISO_8859_1));
        connection.send(bytes.toByteArray());
        assertThat(connection.awaitResponses(TIMEOUT)).isTrue();
        String response = new String(connection.receive(), UTF_8);
        assertThat(response).containsMatch("^HTTP/1.1 20[04] ");
        return response.substring(response.indexOf("\r\n\r\n") + "\r\n\r\n".length());
    }

    /** Creates a router with a controller for each row. */
    private static Router router(ClassLoader loader) throws ReflectiveOperationException {
        Method factory = Arrays.stream(loader.loadClass("shop.ApiRouter").getDeclaredMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        factory.setAccessible(true);
        Object[] instances = new Object[factory.getParameterCount()];
        for (int i = 0; i < instances.length; i++) {
            Constructor<?> constructor = factory.getParameterTypes()[i].getDeclaredConstructor();
            constructor.setAccessible(true);
            instances[i] = constructor.newInstance();
        }
        return (Router) Objects.requireNonNull(factory.invoke(null, instances));
    }
}
