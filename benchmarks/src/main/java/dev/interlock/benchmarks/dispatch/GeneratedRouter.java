package dev.interlock.benchmarks.dispatch;

import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a route set with the processor, as a user's build does, and loads the generated router. */
final class GeneratedRouter {
    private GeneratedRouter() {}

    /**
     * Compiles the controllers of a set. Writes classes and generated sources to the directory.
     *
     * @throws IllegalStateException with the compiler's messages when the sources do not compile
     */
    static void compile(RouteSet set, Path directory) throws IOException {
        Files.createDirectories(directory);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        List<String> options = List.of("-d", directory.toString(), "-s", directory.toString());
        List<Source> sources = ControllerSources.of(set).entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(complaints, files, null, options, null, sources);
            task.setProcessors(List.of(new RouterProcessor()));
            if (!task.call()) {
                throw new IllegalStateException("The " + set.size() + " routes do not compile:\n" + complaints);
            }
        }
    }

    /** Loads the router that {@link #compile} wrote to the directory. */
    static Router load(Path directory) throws IOException, ReflectiveOperationException {
        URL[] classPath = {directory.toUri().toURL()};
        // The loader stays open until the process ends, because the router uses it.
        ClassLoader loader = new URLClassLoader(classPath, GeneratedRouter.class.getClassLoader());
        String name = ControllerSources.PACKAGE + "." + ControllerSources.APPLICATION + "Router";
        Method of = Arrays.stream(loader.loadClass(name).getMethods())
                .filter(method -> method.getName().equals("of"))
                .findFirst()
                .orElseThrow();
        Object[] controllers = new Object[of.getParameterCount()];
        for (int i = 0; i < controllers.length; i++) {
            controllers[i] = of.getParameterTypes()[i].getConstructor().newInstance();
        }
        return (Router) of.invoke(null, controllers);
    }

    /** Returns the tables of a router from {@link #load}. */
    static DispatchTable tables(Router router) throws ReflectiveOperationException {
        Field field = router.getClass().getDeclaredField("DISPATCH");
        field.setAccessible(true);
        return (DispatchTable) field.get(null);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(
                    URI.create("memory:///" + ControllerSources.PACKAGE + "/" + type + Kind.SOURCE.extension),
                    Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
