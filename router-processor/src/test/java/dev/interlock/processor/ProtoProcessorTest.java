package dev.interlock.processor;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Descriptors;
import dev.interlock.processor.testing.Source;
import dev.interlock.processor.testing.WithoutProtobuf;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
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
    void needsNoApplication() {
        Compilation compilation = Compilation.with(new ProtoProcessor(), new RouterProcessor())
                .option("-Werror")
                .descriptors(Descriptors.shop())
                .compile(TOTAL);
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet()).containsExactly("shop.TotalEncoder");
    }

    @Test
    void optionNamesDescriptors(@TempDir Path folder) throws IOException {
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
    void descriptorsOfBuildComeFirst(@TempDir Path classes) throws IOException {
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
    void mergesSetsOfBuildAndClassPath(@TempDir Path folder) throws IOException {
        FileDescriptorSet shop = Descriptors.shop();
        Path classes = write(folder.resolve("classes"), part(shop, true));
        Path library = write(folder.resolve("library"), shop);
        assertThat(errors(new ProtoProcessor(), classes, library)).isEmpty();
        FileDescriptorSet changed = FileDescriptorSet.newBuilder()
                .addFile(part(shop, true).getFile(0).toBuilder()
                        .addMessageType(DescriptorProto.newBuilder().setName("Other")))
                .build();
        assertThat(errors(new ProtoProcessor(), classes, write(folder.resolve("other"), changed)))
                .containsExactly(
                        "[IL505] shop.proto differs between " + set(classes) + " and " + set(folder.resolve("other")));
    }

    @Test
    void mergesSetsBesideProcessor(@TempDir Path folder) throws Exception {
        FileDescriptorSet shop = Descriptors.shop();
        Path first = write(folder.resolve("first"), part(shop, true));
        Path second = write(folder.resolve("second"), part(shop, false));
        List<URL> path =
                new ArrayList<>(List.of(first.toUri().toURL(), second.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Processor processor = (Processor) loader.loadClass(ProtoProcessor.class.getName())
                    .getConstructor()
                    .newInstance();
            assertThat(errors(processor, folder)).isEmpty();
        }
    }

    /** Returns a set with one of two files: {@code shop.proto}, or the file that {@code shop.proto} imports. */
    private static FileDescriptorSet part(FileDescriptorSet all, boolean isShop) {
        FileDescriptorSet.Builder part = FileDescriptorSet.newBuilder();
        all.getFileList().stream()
                .filter(file -> file.getName().equals("shop.proto") == isShop)
                .forEach(part::addFile);
        return part.build();
    }

    private static Path set(Path folder) {
        return folder.resolve("META-INF/interlock/descriptors.binpb");
    }

    private static Path write(Path folder, FileDescriptorSet set) throws IOException {
        Files.createDirectories(set(folder).getParent());
        Files.write(set(folder), set.toByteArray());
        return folder;
    }

    /** Returns the first line of each error of a compilation. Omits {@code file:} from its path. */
    private static List<String> errors(Processor processor, Path classes, Path... classPath) throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            List<Path> path = new ArrayList<>(List.of(classPath));
            files.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(path::add);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
            var task = compiler.getTask(null, files, diagnostics, List.of("-proc:only"), null, List.of(TOTAL));
            task.setProcessors(List.of(processor));
            task.call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .map(it -> it.getMessage(Locale.ROOT)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replace("file://", ""))
                .toList();
    }

    @Test
    void reportsMissingDescriptorsOnce() {
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
    void reportsMistakesOfAllInterfaces() {
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
    void waitsForGeneratedType() {
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
    void leavesMissingTypeToCompiler() {
        Compilation compilation = Compilation.with(new ProtoProcessor())
                .descriptors(Descriptors.shop())
                .compile(source("@ProtoWriter(\"shop.NewOrder\") interface Order { void priority(Priority value); }"));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text()).contains("cannot find symbol");
    }

    @Test
    void generatesRouterWithoutProtobuf() {
        WithoutProtobuf loader = new WithoutProtobuf();
        Processor router = loader.processor(RouterProcessor.class);
        Processor proto = loader.processor(ProtoProcessor.class);
        Compilation compilation = Compilation.with(router, proto)
                .compile(
                        source("@Controller public final class Orders { @Get String list() { return \"\"; } }"),
                        source("@HttpApp(controllers = Orders.class) public final class Api {}"));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly("shop.ApiRouter", "shop.ApiRouterSources", "shop.Orders_Digest");
    }

    private static Source source(String text) {
        return Source.of("package shop; import dev.interlock.annotation.*; " + text);
    }

    /** A processor that generates an enum in its first round. */
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
