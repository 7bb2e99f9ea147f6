package dev.interlock.processor.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * A file manager that keeps the files of the compiler in memory. Classes of earlier compilations are on its class path.
 */
final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, Output> written = new TreeMap<>();
    private final Map<String, byte[]> classPath;
    private final Map<String, byte[]> resources;
    private final List<String> hidden;

    /**
     * Creates a file manager on top of the platform's.
     *
     * @param hidden packages to hide from the class path, each with a dot at its end
     * @param classPath bytes by class name
     * @param resources other files of the class path, by path
     */
    MemoryFiles(
            JavaFileManager standard,
            Map<String, byte[]> classPath,
            Map<String, byte[]> resources,
            List<String> hidden) {
        super(standard);
        this.classPath = classPath;
        this.resources = resources;
        this.hidden = List.copyOf(hidden);
    }

    /** Returns the class files by class name. */
    Map<String, byte[]> classes() {
        Map<String, byte[]> classes = new TreeMap<>();
        written.values().stream()
                .filter(output -> output.getKind() == Kind.CLASS)
                .forEach(output -> classes.put(output.className, output.content()));
        return classes;
    }

    /** Returns the generated sources by class name. */
    Map<String, String> generatedSources() {
        Map<String, String> sources = new TreeMap<>();
        written.values().stream()
                .filter(output -> output.getKind() == Kind.SOURCE)
                .forEach(output -> sources.put(output.className, output.getCharContent(true)));
        return sources;
    }

    /** Returns the other files that processors wrote, by path. */
    Map<String, byte[]> writtenResources() {
        Map<String, byte[]> files = new TreeMap<>();
        written.values().stream()
                .filter(output -> output.getKind() == Kind.OTHER && output.exists)
                .forEach(output -> files.put(output.className, output.content()));
        return files;
    }

    @Override
    public FileObject getFileForOutput(Location location, String packageName, String name, FileObject sibling) {
        // The compiler also calls this method for files that it wants to read.
        String path = packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
        return written.computeIfAbsent(path, it -> new Output(it, Kind.OTHER));
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind, FileObject sibling) {
        Output output = new Output(className, kind, new byte[0]);
        written.put(className + kind.extension, output);
        return output;
    }

    @Override
    public @Nullable FileObject getFileForInput(Location location, String packageName, String name) throws IOException {
        byte[] resource = packageName.isEmpty() ? resources.get(name) : null;
        return resource != null && location == StandardLocation.CLASS_PATH
                ? new Output(name, Kind.OTHER, resource)
                : super.getFileForInput(location, packageName, name);
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds, boolean recurse)
            throws IOException {
        List<JavaFileObject> files = new ArrayList<>();
        if (location == StandardLocation.CLASS_PATH && hidden.stream().anyMatch((packageName + ".")::startsWith)) {
            return files;
        }
        super.list(location, packageName, kinds, recurse).forEach(files::add);
        if (location == StandardLocation.CLASS_PATH && kinds.contains(Kind.CLASS)) {
            classPath.forEach((name, bytes) -> {
                if (name.substring(0, Math.max(0, name.lastIndexOf('.'))).equals(packageName)) {
                    files.add(new Output(name, Kind.CLASS, bytes));
                }
            });
        }
        return files;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof Output output ? output.className : super.inferBinaryName(location, file);
    }

    /** A file that the compiler or a processor writes: a class, a source or a resource. */
    private static final class Output extends SimpleJavaFileObject {
        private final String className;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean exists;

        Output(String className, Kind kind) {
            super(uri(className, kind), kind);
            this.className = className;
        }

        Output(String className, Kind kind, byte[] content) {
            this(className, kind);
            bytes.writeBytes(content);
            exists = true;
        }

        /**
         * Returns the URI of a file. For a resource, it has a path in the file system although there is no file.
         * avaje-jsonb searches for the output directory of the build from this path.
         */
        private static URI uri(String name, Kind kind) {
            return kind == Kind.OTHER
                    ? Path.of("target", "test-classes", name).toUri()
                    : URI.create("memory:///" + name.replace('.', '/') + kind.extension);
        }

        byte[] content() {
            return bytes.toByteArray();
        }

        @Override
        public OutputStream openOutputStream() {
            bytes.reset();
            exists = true;
            return bytes;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            if (!exists) {
                throw new NoSuchFileException(className);
            }
            return new ByteArrayInputStream(content());
        }

        @Override
        public String getCharContent(boolean ignoreEncodingErrors) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
