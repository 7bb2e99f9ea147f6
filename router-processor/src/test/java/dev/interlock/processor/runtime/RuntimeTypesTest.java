package dev.interlock.processor.runtime;

import static com.google.common.truth.Truth.assertThat;

import com.palantir.javapoet.ClassName;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RuntimeTypesTest {
    @Test
    void everyTypeExists() throws ReflectiveOperationException {
        List<Class<?>> loaded = new ArrayList<>();
        for (Field field : RuntimeTypes.class.getDeclaredFields()) {
            if (field.get(null) instanceof ClassName type) {
                loaded.add(Class.forName(type.reflectionName()));
            }
        }
        assertThat(loaded).isNotEmpty();
        assertThat(loaded).containsNoDuplicates();
    }

    @Test
    void namesAreThoseOfTypes() throws ReflectiveOperationException {
        List<String> types = new ArrayList<>();
        for (Field field : RuntimeTypes.class.getDeclaredFields()) {
            if (field.get(null) instanceof ClassName type) {
                types.add(field.getName() + " " + type.canonicalName());
            }
        }
        List<String> prefixes = List.of("ANNOTATIONS", "INTERLOCK", "VIEWS");
        for (Field field : RuntimeNames.class.getFields()) {
            if (field.get(null) instanceof String name && !prefixes.contains(field.getName())) {
                assertThat(types).contains(field.getName() + " " + name);
            }
        }
    }

    @Test
    void noOtherSourceNamesRuntime() throws IOException {
        Pattern name = Pattern.compile("\"dev\\.interlock(\"|\\.(?!processor))");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> naming = new ArrayList<>();
            for (Path source :
                    sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                if (name.matcher(Files.readString(source)).find()) {
                    naming.add(source.getFileName().toString());
                }
            }
            assertThat(naming).containsExactly("RuntimeTypes.java");
        }
    }

    @Test
    void annotationNamesAreClasses() throws ReflectiveOperationException {
        assertThat(RuntimeAnnotations.class.getFields()).isNotEmpty();
        for (Field field : RuntimeAnnotations.class.getFields()) {
            if (field.get(null) instanceof String name) {
                Class<?> type = Class.forName(RuntimeNames.ANNOTATIONS + name);
                assertThat(type.isAnnotation()).isTrue();
            }
        }
    }

    /**
     * Only RuntimeAnnotations contains the names of annotations as literals. This test skips literals in messages and
     * in generated code.
     */
    @Test
    void noOtherSourceNamesAnnotations() throws ReflectiveOperationException, IOException {
        List<String> names = new ArrayList<>();
        for (Field field : RuntimeAnnotations.class.getFields()) {
            if (field.get(null) instanceof String name) {
                names.add(name);
            }
        }
        Pattern literal = Pattern.compile("\\((?:[^()\"]*, )?\"(?:" + String.join("|", names) + ")\"\\)");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> naming = new ArrayList<>();
            for (Path source :
                    sources.filter(it -> it.toString().endsWith(".java")).toList()) {
                String text = Files.readString(source).replaceAll("names\\.name\\([^)]*\\)", "");
                if (literal.matcher(text).find()) {
                    naming.add(source.getFileName().toString());
                }
            }
            assertThat(naming).isEmpty();
        }
    }
}
