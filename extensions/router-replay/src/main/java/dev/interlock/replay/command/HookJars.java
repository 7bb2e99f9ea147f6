package dev.interlock.replay.command;

import dev.interlock.replay.hook.ReplayHook;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Loads the hooks of an application. */
final class HookJars {
    private HookJars() {}

    static List<ReplayHook> load(List<Path> jars) throws UsageException {
        if (jars.isEmpty()) {
            return List.of();
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            if (!Files.isReadable(jar)) {
                throw new UsageException("--hook-jar " + jar + " cannot be read");
            }
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UsageException("--hook-jar " + jar + " is not a file");
            }
        }
        // The loader stays open, because hooks live as long as the process.
        ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), HookJars.class.getClassLoader());
        List<ReplayHook> hooks = new ArrayList<>();
        try {
            ServiceLoader.load(ReplayHook.class, loader).forEach(hooks::add);
        } catch (ServiceConfigurationError e) {
            throw new UsageException(
                    "a hook cannot be loaded: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        if (hooks.isEmpty()) {
            throw new UsageException(
                    jars + " has no hook. Tip: name its class in META-INF/services/" + ReplayHook.class.getName());
        }
        return hooks;
    }
}
