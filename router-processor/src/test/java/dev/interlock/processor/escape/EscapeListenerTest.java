package dev.interlock.processor.escape;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Source;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that the check for escaping values runs with javac, and that it never breaks a compilation. */
final class EscapeListenerTest {
    private static final Source CACHE = Source.of("""
            package shop;
            final class Cache {
              static Object last = "";
              static void remember(Object value) {
                last = value;
              }
            }
            """);
    private static final Source ORDERS = Source.of("""
            package shop;
            import dev.interlock.annotation.*;
            @Controller("/orders")
            final class Orders {
              @Get("/{id}")
              void find(CharSequence id) {
                CharSequence text = id;
                Cache.remember(text);
              }
            }
            """);
    private static final Source API = Source.of(
            "package shop; import dev.interlock.annotation.*; @HttpApp(controllers = Orders.class) final class Api {}");

    @Test
    void errorInHandlerShowsPath() {
        assertThat(compile(new RouterProcessor()).errors())
                .containsExactly(new Compilation.Complaint("Orders.java", 8, """
                        [IL431] id ends with its request, but field Cache.last keeps it: id (parameter of find) -> text \
                        -> Cache.remember(text) -> field Cache.last (Cache.java:5)
                          tip: keep a copy: toString() of text, copy() of a Slice, a record with the fields of a view, or take \
                        the values that are needed"""));
    }

    @Test
    void orderOfSourcesDoesNotMatter() {
        List<Compilation.Complaint> errors = Compilation.with(new RouterProcessor())
                .compile(API, ORDERS, CACHE)
                .errors();
        assertThat(errors).isEqualTo(compile(new RouterProcessor()).errors());
        assertThat(errors).hasSize(1);
    }

    @Test
    void checksNothingWithoutCompilation() {
        Compilation compilation =
                Compilation.with(new RouterProcessor()).option("-proc:only").compile(CACHE, ORDERS, API);
        assertThat(compilation.diagnostics()).isEmpty();
    }

    @Test
    void unwrapsGradleEnvironment() {
        assertThat(compile(new Wrapping(LikeGradle::new)).errors()).hasSize(1);
    }

    @Test
    void anotherCompilerGetsOneNote() {
        Compilation compilation = compile(new Wrapping(LikeAnotherCompiler::new));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.diagnostics()).hasSize(1);
        assertThat(compilation.diagnostics().get(0).getMessage(Locale.ROOT))
                .isEqualTo("Interlock does not check which values outlive their request: "
                        + "this compiler is not javac, or its environment is hidden");
    }

    @Test
    void faultOfCheckIsOneWarning() {
        Compilation compilation = compile(new Faulty());
        assertThat(compilation.errors()).isEmpty();
        assertThat(compilation.diagnostics()).hasSize(1);
        assertThat(compilation.complaints())
                .contains("could not check which values outlive their request: "
                        + "java.lang.IllegalStateException: a fault");
        assertThat(compilation.classes()).containsKey("shop.Orders");
    }

    private static Compilation compile(Processor processor) {
        return Compilation.with(processor).compile(CACHE, ORDERS, API);
    }

    /** Runs the processor with a wrapped processing environment, as some build tools do. */
    @SupportedAnnotationTypes("dev.interlock.annotation.*")
    private static final class Wrapping extends AbstractProcessor {
        private final RouterProcessor processor = new RouterProcessor();
        private final UnaryOperator<ProcessingEnvironment> wrapper;

        Wrapping(UnaryOperator<ProcessingEnvironment> wrapper) {
            this.wrapper = wrapper;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            processor.init(wrapper.apply(environment));
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            processor.process(annotations, round);
            return false;
        }
    }

    /** A processor whose check fails at the first method. */
    @SupportedAnnotationTypes("dev.interlock.annotation.*")
    private static final class Faulty extends AbstractProcessor {
        private @Nullable EscapeListener listener;

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            listener = EscapeListener.start(environment, element -> {
                throw new IllegalStateException("a fault");
            });
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            Objects.requireNonNull(listener).read(round);
            return false;
        }
    }

    private static final class LikeGradle extends Forwarding {
        // Some tools read this field by reflection.
        @SuppressWarnings({"unused", "UnusedVariable"})
        private final ProcessingEnvironment delegate;

        LikeGradle(ProcessingEnvironment delegate) {
            super(delegate);
            this.delegate = delegate;
        }
    }

    private static final class LikeAnotherCompiler extends Forwarding {
        LikeAnotherCompiler(ProcessingEnvironment environment) {
            super(environment);
        }
    }

    private abstract static class Forwarding implements ProcessingEnvironment {
        private final ProcessingEnvironment real;

        Forwarding(ProcessingEnvironment real) {
            this.real = real;
        }

        @Override
        public Map<String, String> getOptions() {
            return real.getOptions();
        }

        @Override
        public Messager getMessager() {
            return real.getMessager();
        }

        @Override
        public Filer getFiler() {
            return real.getFiler();
        }

        @Override
        public Elements getElementUtils() {
            return real.getElementUtils();
        }

        @Override
        public Types getTypeUtils() {
            return real.getTypeUtils();
        }

        @Override
        public SourceVersion getSourceVersion() {
            return real.getSourceVersion();
        }

        @Override
        public Locale getLocale() {
            return real.getLocale();
        }
    }
}
