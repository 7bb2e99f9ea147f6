package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.compile.Javac;
import dev.interlock.generated.dispatch.DispatchTable;
import dev.interlock.http.Router;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Compiles a route set with the processor, as a user's build does, and loads the generated router. */
final class GeneratedRouter {
    private GeneratedRouter() {}

    /** Compiles the controllers of a set in a new process. Writes all files below the directory. */
    static Javac.Cost compile(RouteSet set, Path directory) throws IOException, InterruptedException {
        Path sources = directory.resolve("sources");
        Javac.write(ControllerSources.of(set), sources);
        return new Javac(directory)
                .processed(System.getProperty("java.class.path"), sources, directory.resolve("generated"));
    }

    /** Loads the router that {@link #compile} wrote below the directory. */
    static Router load(Path directory) throws IOException, ReflectiveOperationException {
        URL[] classPath = {new Javac(directory).classes().toUri().toURL()};
        // The loader stays open until the process ends, because the router uses it.
        ClassLoader loader = new URLClassLoader(classPath, GeneratedRouter.class.getClassLoader());
        Method of = Stream.of(loader.loadClass(ControllerSources.ROUTER).getMethods())
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
}
