package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.generated.codec.Published;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Source;
import java.io.File;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests a router in a module. The module cannot access the digests of some classes that the router was generated from.
 */
final class SourcesInModulesTest {
    @TempDir
    private Path folder;

    /** The module of the runtime. */
    private static Path interlock;
    /** The modules that the runtime requires. */
    private static List<Path> required;
    /** The other libraries. They are on the class path of the compilers. */
    private static List<File> others;

    @BeforeAll
    static void packInterlock(@TempDir Path shared) throws Exception {
        Path classes = origin(Router.class);
        // Excludes the runtime, which is a module of its own, and the fixtures, which share packages with the runtime.
        // Modules do not allow shared packages.
        Set<Path> own = Set.of(classes, origin(Published.class));
        others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !own.contains(Path.of(entry).toAbsolutePath()))
                .map(File::new)
                .toList();
        required = others.stream()
                .map(File::toPath)
                .filter(
                        it -> it.getFileName()
                                .toString()
                                .matches(
                                        "(netty-|slf4j-api|jspecify).*(?<!linux-x86_64|linux-aarch_64|osx-x86_64|osx-aarch_64)\\.jar"))
                .toList();
        interlock = shared.resolve("interlock.jar");
        if (Files.isRegularFile(classes)) {
            Files.copy(classes, interlock);
            return;
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(interlock), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, jar);
            }
        }
    }

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void packEmpty(Path file) throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new ZipEntry("empty.txt"));
        }
    }

    private static final String HEALTH = """
            package library;

            import dev.interlock.annotation.*;

            @Controller("/health")
            public final class Health extends BASE {
              @Get public String report() { return "well"; }
            }
            """;

    private static final String BASE = """
            import dev.interlock.annotation.*;

            public abstract class Base {
              @Get("/version") public String version() { return "1"; }
            }
            """;

    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = library.Health.class)
            public final class Api {}
            """;

    private static JavaCompiler compiler(String name) {
        return name.equals("ecj") ? new EclipseCompiler() : ToolProvider.getSystemJavaCompiler();
    }

    /** Compiles a module. The folder has the name of the module. */
    private void compile(JavaCompiler compiler, String module, String... sources) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("modules").resolve(module));
        Path generated = Files.createDirectories(folder.resolve("generated").resolve(module));
        List<String> options = new ArrayList<>();
        options.addAll(List.of("--module-path", classes.getParent() + File.pathSeparator + modulePath()));
        options.addAll(List.of("-d", classes.toString(), "-s", generated.toString()));
        compile(compiler, options, write(module, sources));
    }

    /** Returns the module path: the runtime and the modules that it requires. */
    private static String modulePath() {
        return Stream.concat(Stream.of(interlock), required.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private List<File> write(String module, String... sources) throws Exception {
        List<File> files = new ArrayList<>();
        for (String text : sources) {
            Source source = Source.of(text);
            Path file =
                    folder.resolve("sources").resolve(module + source.toUri().getPath());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, text).toFile());
        }
        return files;
    }

    private static void compile(JavaCompiler compiler, List<String> more, List<File> files) throws Exception {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<String> options = new ArrayList<>(List.of("--release", "17", "-parameters"));
        options.addAll(more);
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
            manager.setLocation(StandardLocation.CLASS_PATH, others);
            JavaCompiler.CompilationTask task = compiler.getTask(
                    new StringWriter(),
                    manager,
                    diagnostics,
                    options,
                    null,
                    manager.getJavaFileObjectsFromFiles(files));
            task.setProcessors(List.of(new RouterProcessor()));
            boolean isCompiled = task.call();
            assertThat(diagnostics.getDiagnostics().stream()
                            .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                            .map(it -> it.getMessage(Locale.ROOT))
                            .toList())
                    .isEmpty();
            assertThat(isCompiled).isTrue();
        }
    }

    /** Loads the router of the application from its module. Returns its staleness. */
    private @Nullable Object staleness() throws ReflectiveOperationException {
        ModuleLayer boot = ModuleLayer.boot();
        ModuleFinder finder =
                ModuleFinder.of(Stream.concat(Stream.of(folder.resolve("modules"), interlock), required.stream())
                        .toArray(Path[]::new));
        ClassLoader loader = ModuleLayer.defineModulesWithOneLoader(
                        boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("shop")),
                        List.of(boot),
                        getClass().getClassLoader())
                .layer()
                .findLoader("shop");
        Object health = loader.loadClass("library.Health").getConstructor().newInstance();
        Method factory = loader.loadClass("shop.ApiRouter").getDeclaredMethod("of", health.getClass());
        factory.setAccessible(true);
        Object router = factory.invoke(null, health);
        return router.getClass().getMethod("staleness").invoke(router);
    }

    private String listed() throws Exception {
        return Files.readString(folder.resolve("generated/shop/shop/ApiRouterSources.java"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "ecj"})
    void acceptsUnexportedPackage(String name) throws Exception {
        JavaCompiler compiler = compiler(name);
        compile(
                compiler,
                "library",
                "module library { exports library; requires dev.interlock.runtime; }",
                HEALTH.replace("BASE", "library.internal.Base"),
                "package library.internal;\n" + BASE);
        compile(compiler, "shop", "module shop { requires dev.interlock.runtime; requires library; opens shop; }", API);
        assertThat(staleness()).isNull();
        assertThat(listed()).contains("library.Health");
        assertThat(listed()).doesNotContain("Base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javac", "ecj"})
    void acceptsUnreadModule(String name) throws Exception {
        JavaCompiler compiler = compiler(name);
        Files.createDirectories(folder.resolve("modules"));
        packEmpty(folder.resolve("modules/first.jar"));
        compile(
                compiler,
                "base",
                "module base { exports base; requires dev.interlock.runtime; }",
                "package base;\n" + BASE);
        compile(
                compiler,
                "library",
                "module library { exports library; requires dev.interlock.runtime; requires base; }",
                HEALTH.replace("BASE", "base.Base"));
        compile(
                compiler,
                "shop",
                "module shop { requires dev.interlock.runtime; requires library; requires first; opens shop; }",
                API);
        assertThat(staleness()).isNull();
        assertThat(listed()).contains("library.Health");
        // In ECJ, a module that requires an automatic module can access all modules, so the router lists this class.
        // The JVM denies this access, so the router does not compare the digest of the class.
        assertThat(listed().contains("Base")).isEqualTo(name.equals("ecj"));
    }

    /** In javac, each automatic module requires all other automatic modules, and thus indirectly itself. */
    @Test
    void acceptsSeveralAutomaticModules() throws Exception {
        Files.createDirectories(folder.resolve("modules"));
        packEmpty(folder.resolve("modules/first.jar"));
        packEmpty(folder.resolve("modules/second.jar"));
        compile(
                compiler("javac"),
                "shop",
                "module shop { requires dev.interlock.runtime; requires first; opens shop; exports library; }",
                HEALTH.replace(" extends BASE", ""),
                API);
        assertThat(staleness()).isNull();
        assertThat(listed()).contains("library.Health");
    }

    @Test
    void acceptsClassesOfOneNameInTwoModules() throws Exception {
        List<File> files = new ArrayList<>();
        for (String module : List.of("first", "second")) {
            files.addAll(write(
                    module,
                    "module " + module + " { requires dev.interlock.runtime; }",
                    HEALTH.replace(" extends BASE", "").replace("/health", "/" + module),
                    API));
        }
        Path classes = Files.createDirectories(folder.resolve("modules"));
        Path generated = Files.createDirectories(folder.resolve("generated"));
        compile(
                compiler("javac"),
                List.of(
                        "--module-source-path",
                        folder.resolve("sources").toString(),
                        "--module-path",
                        modulePath(),
                        "-d",
                        classes.toString(),
                        "-s",
                        generated.toString()),
                files);
        for (String module : List.of("first", "second")) {
            assertThat(Files.exists(classes.resolve(module + "/shop/ApiRouter.class")))
                    .isTrue();
            assertThat(Files.readString(generated.resolve(module + "/shop/ApiRouter.java")))
                    .contains("GET_" + module.toUpperCase(Locale.ROOT));
            assertThat(Files.exists(classes.resolve(module + "/library/Health_Digest.class")))
                    .isTrue();
        }
    }
}
