package dev.interlock.processor.source;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.report.Problems;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.CountedMembers;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.junit.jupiter.api.Test;

final class ScopeTest {
    /** A processor that asks for the methods of one class. */
    @SupportedAnnotationTypes("*")
    private static final class Asker extends AbstractProcessor {
        int found;
        int lists;

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!round.processingOver()) {
                Elements real = processingEnv.getElementUtils();
                TypeElement type = real.getTypeElement("shop.Orders");
                CountedMembers members = new CountedMembers(type);
                Elements elements = (Elements) Proxy.newProxyInstance(
                        Elements.class.getClassLoader(),
                        new Class<?>[] {Elements.class},
                        (proxy, method, arguments) -> members.methods());
                Scope scope = new Scope(
                        elements,
                        processingEnv.getTypeUtils(),
                        new CompiledSources(),
                        new KnownTypes(real),
                        real.getPackageOf(type),
                        Set.of(),
                        message -> Optional.empty(),
                        new Problems());
                found = scope.methodsOf(type).toList().size();
                lists = members.lists();
            }
            return false;
        }
    }

    /**
     * Tests that the members of a class are listed only once. If they were listed for each method, the time would be
     * quadratic.
     */
    @Test
    void listsMembersOfClassOnce() {
        String methods =
                IntStream.range(0, 50).mapToObj(i -> "void get" + i + "() {}").collect(Collectors.joining("\n"));
        Asker asker = new Asker();
        Compilation compilation =
                Compilation.of(asker, Source.of("package shop;\nfinal class Orders {\n" + methods + "\n}\n"));
        assertThat(compilation.errors()).isEmpty();
        assertThat(asker.found).isEqualTo(50);
        assertThat(asker.lists).isEqualTo(1);
    }
}
