package dev.interlock.processor.digest;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.CountedMembers;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

final class SourceTypesTest {
    /** A processor that finds the classes with a digest for the methods of one class. */
    @SupportedAnnotationTypes("dev.interlock.annotation.*")
    private static final class Finder extends AbstractProcessor {
        int found;
        int lists;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!annotations.isEmpty()) {
                CountedMembers members =
                        new CountedMembers(processingEnv.getElementUtils().getTypeElement("shop.Orders"));
                RoundEnvironment handlers = (RoundEnvironment) Proxy.newProxyInstance(
                        RoundEnvironment.class.getClassLoader(),
                        new Class<?>[] {RoundEnvironment.class},
                        (proxy, method, arguments) -> new LinkedHashSet<>(members.methods()));
                found = SourceTypes.in(annotations, handlers).size();
                lists = members.lists();
            }
            return false;
        }
    }

    /**
     * Tests that the members of a class are listed only once. If they were listed for each handler, the time would be
     * quadratic.
     */
    @Test
    void listsMembersOfClassOnce() {
        String handlers = IntStream.range(0, 50)
                .mapToObj(i -> "@Get(\"/" + i + "\") void get" + i + "() {}")
                .collect(Collectors.joining("\n"));
        Finder finder = new Finder();
        Compilation compilation = Compilation.of(
                finder,
                Source.of("package shop;\nimport dev.interlock.annotation.*;\nfinal class Orders {\n" + handlers
                        + "\n}\n"));
        assertThat(compilation.errors()).isEmpty();
        assertThat(finder.found).isEqualTo(1);
        assertThat(finder.lists).isEqualTo(1);
    }
}
