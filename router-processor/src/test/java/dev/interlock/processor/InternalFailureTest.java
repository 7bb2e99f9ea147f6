package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;
import org.junit.jupiter.api.Test;

/** Tests what the processors report when they themselves fail. */
class InternalFailureTest {
    private static final Pattern TRACE = Pattern.compile("(\\S+\\.txt)$");

    private static final Source ORDERS = Source.of("""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class)
            @Controller
            public final class Orders {
              @Get("/{id}") private String find(long id) { return ""; }

              @Get
              String faulty() { return ""; }

              @Post
              String faulty(@Query int again) { return ""; }
            }
            """);

    @Test
    void reportsOneErrorWithFile() throws Exception {
        Compilation compilation = Compilation.of(new FaultyProcessor(new RouterProcessor()), ORDERS);
        assertThat(compilation.errors()).hasSize(2);
        assertThat(compilation.errors().get(0).text()).contains("[IL121]");
        Compilation.Complaint error = compilation.errors().get(1);
        assertThat(error.file() + ":" + error.line()).isEqualTo("Orders.java:11");
        assertThat(error.text())
                .startsWith(
                        "[IL000] the processor failed at Orders.faulty(): java.lang.IllegalStateException: planted");
        assertThat(error.text())
                .contains(
                        "\n  tip: this is a bug of Interlock, not of the sources: open an issue in the issue tracker of"
                                + " Interlock, with the source of Orders.faulty() and the stack trace in ");
        assertThat(readTrace(error.text())).contains("at " + FaultyProcessor.class.getName());
    }

    private static final String[] WITH_PAGE = {"""
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = Orders.class)
            @Controller
            public final class Orders {
              @Get("/{id}") private String find(long id, @Params Page page) { return ""; }
            }
            """, """
            package shop;

            import dev.interlock.annotation.*;

            record Page(@Query int size) {}
            """};

    private static Compilation compileWith(Exception failure) {
        return Compilation.of(
                new FaultyFiler("shop.Page_Digest", failure), Source.of(WITH_PAGE[0]), Source.of(WITH_PAGE[1]));
    }

    /** If the digests fail, the processor still checks applications. */
    @Test
    void reportsDigestFailureAtClass() throws Exception {
        Compilation compilation = compileWith(new IllegalStateException("planted"));
        assertThat(compilation.errors()).hasSize(2);
        assertThat(compilation.errors().get(0).text()).contains("[IL121]");
        Compilation.Complaint error = compilation.errors().get(1);
        assertThat(error.file() + ":" + error.line()).isEqualTo("Page.java:5");
        assertThat(error.text()).startsWith("[IL000] the processor failed at Page: java.lang.IllegalStateException");
        assertThat(readTrace(error.text())).contains("planted");
    }

    @Test
    void unwritableFileIsNoProcessorFailure() {
        Compilation compilation = compileWith(new IOException("No space left on device"));
        Compilation.Complaint error = compilation.errors().get(1);
        assertThat(error.file() + ":" + error.line()).isEqualTo("Page.java:5");
        assertThat(error.text())
                .isEqualTo("[IL001] cannot write shop/Page_Digest.java: No space left on device\n"
                        + "  tip: check that the folder of generated files is writable and that its disk has space");
    }

    /** Runs the processor with a filer that cannot write one of the files. */
    private static final class FaultyFiler extends AbstractProcessor {
        private final RouterProcessor processor = new RouterProcessor();
        private final String name;
        private final Exception failure;

        FaultyFiler(String name, Exception failure) {
            this.name = name;
            this.failure = failure;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Filer filer = (Filer) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Filer.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("createSourceFile")
                                && name.contentEquals((CharSequence) arguments[0])) {
                            throw failure;
                        }
                        return method.invoke(environment.getFiler(), arguments);
                    });
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getFiler") ? filer : method.invoke(environment, arguments)));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
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

    @Test
    void reportsOneErrorForProtobuf() throws Exception {
        Compilation compilation = Compilation.with(new FaultyProcessor(new ProtoProcessor()))
                .descriptors(Descriptors.shop())
                .compile(Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @ProtoView("shop.NewOrder")
                        public interface Order {
                          String faulty();
                        }
                        """));
        assertThat(compilation.errors()).hasSize(1);
        Compilation.Complaint error = compilation.errors().get(0);
        assertThat(error.file() + ":" + error.line()).isEqualTo("Order.java:6");
        assertThat(error.text()).startsWith("[IL000] the processor failed at Order: java.lang.IllegalStateException");
        assertThat(readTrace(error.text())).contains("planted");
    }

    /** Returns the content of the file that a message names, and deletes the file. */
    private static String readTrace(String message) throws Exception {
        Matcher named = TRACE.matcher(message);
        assertThat(named.find()).isTrue();
        Path file = Path.of(named.group(1));
        String trace = Files.readString(file);
        Files.delete(file);
        return trace;
    }

    /** A processor that throws an exception when it reads a method named {@code faulty}. */
    private static final class FaultyProcessor extends AbstractProcessor {
        private final Processor processor;

        FaultyProcessor(Processor processor) {
            this.processor = processor;
        }

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            super.init(environment);
            Types types = proxy(Types.class, environment.getTypeUtils());
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, arguments) ->
                            method.getName().equals("getTypeUtils") ? types : method.invoke(environment, arguments)));
        }

        private static <T> T proxy(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("asMemberOf")
                                && ((Element) arguments[1]).getSimpleName().contentEquals("faulty")) {
                            throw new IllegalStateException("planted");
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
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
}
