package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.WithoutProtobuf;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProtoProcessorTest {
    private static final Source TOTAL = source("""
            @ProtoWriter("shop.OrderTotal")
            public interface Total {
              Total total(long value);
            }
            """);

    @Test
    void noApplicationIsNeeded() {
        Compilation compilation = Compilation.with(new ProtoProcessor(), new RouterProcessor())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(TOTAL);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.TotalEncoder");
    }

    @Test
    void descriptorsCanBeNamedInPlaceOfThoseOnTheClassPath(@TempDir Path folder) throws IOException {
        FileDescriptorSet all = Descriptors.shop();
        Path shop = folder.resolve("shop.binpb");
        Path rest = folder.resolve("rest.binpb");
        FileDescriptorSet.Builder one = FileDescriptorSet.newBuilder();
        FileDescriptorSet.Builder others = FileDescriptorSet.newBuilder();
        all.getFileList().forEach(file -> (file.getName().equals("shop.proto") ? one : others).addFile(file));
        Files.write(shop, one.build().toByteArray());
        Files.write(rest, others.build().toByteArray());
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .option("-Ainterlock.descriptors=" + shop + File.pathSeparator + rest)
                .compile(TOTAL);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.TotalEncoder");
    }

    @Test
    void whatTheBuildWroteForTheCompilationComesFirst(@TempDir Path classes) throws IOException {
        Path written = classes.resolve("META-INF/interlock/descriptors.binpb");
        Files.createDirectories(written.getParent());
        Files.write(written, Descriptors.shop().toByteArray());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            var task = compiler.getTask(null, files, null, List.of("-proc:only"), null, List.of(TOTAL));
            task.setProcessors(List.of(new ProtoProcessor()));
            assertThat(task.call()).isTrue();
        }
        assertThat(Files.exists(classes.resolve("shop/TotalEncoder.java"))).isTrue();
    }

    @Test
    void missingDescriptorsAreToldOnceHoweverManyNeedThem() {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .compile(
                        TOTAL,
                        source("@ProtoView(\"shop.NewOrder\") interface Order {}"),
                        source("@ProtoView(\"shop.Line\") interface Line {}"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).file()).isEqualTo("Line.java");
        assertThat(compilation.errors().get(0).text()).startsWith("[IL501]");
    }

    @Test
    void aMistakeInOneInterfaceDoesNotHideThoseOfAnother() {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(
                        TOTAL,
                        source("@ProtoView(\"shop.NewOrder\") interface Order { int userId(); }"),
                        source("@ProtoView(\"shop.Line\") interface Line { int price(); }"));
        assertThat(compilation.errors().stream().map(Compilation.Complaint::file))
                .containsExactly("Line.java", "Order.java")
                .inOrder();
        assertThat(compilation.generated().keySet()).containsExactly("shop.TotalEncoder");
    }

    @Test
    void typesOfOtherProcessorsAreWaitedFor() {
        Compilation compilation = Compilation.with(new ProtoProcessor(), new PriorityGenerator())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(
                        source("public interface HasPriority<W> { W priority(Priority value); }"),
                        source("@ProtoWriter(\"shop.NewOrder\") public interface Order extends HasPriority<Order> {}"));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.OrderEncoder", "shop.Priority");
    }

    @Test
    void aTypeThatNobodyMakesIsLeftToTheCompiler() {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(source("@ProtoWriter(\"shop.NewOrder\") interface Order { void priority(Priority value); }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("cannot find symbol");
    }

    @Test
    void routersAreGeneratedWithoutAnythingOfProtobuf() {
        WithoutProtobuf loader = new WithoutProtobuf();
        Processor router = loader.processor(RouterProcessor.class);
        Processor proto = loader.processor(ProtoProcessor.class);
        Compilation compilation = Compilation.with(router, proto)
                .compile(
                        source("@Controller public final class Orders { @Get String list() { return \"\"; } }"),
                        source("@HttpApp(controllers = Orders.class) public final class Api {}"));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.ApiRouter");
    }

    private static Source source(String text) {
        return Source.of("package shop; import dev.interlock.annotation.*; " + text);
    }

    /** Generates an enum in its first round. */
    private static final class PriorityGenerator extends AbstractProcessor {
        private boolean done;

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (!done) {
                done = true;
                try (Writer source = processingEnv
                        .getFiler()
                        .createSourceFile("shop.Priority")
                        .openWriter()) {
                    source.write("package shop; public enum Priority { LOW, HIGH }");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }
}
