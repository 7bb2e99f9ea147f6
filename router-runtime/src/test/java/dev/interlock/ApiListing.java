package dev.interlock;

import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Listing of a module's API: all public types of the packages that it exports, with their public and protected members.
 * The file {@code api.txt} of each module holds the listing, so that a review shows each change.
 * {@code -Dapi.update=true} rewrites it.
 */
public final class ApiListing {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path FILE = Path.of("api.txt");

    private ApiListing() {}

    /** Fails unless {@code api.txt} in the working directory equals the listing of the module. */
    public static void check() throws IOException {
        check(exported());
    }

    /** Fails unless {@code api.txt} equals the listing of these packages, for a module without a descriptor. */
    public static void check(List<String> packages) throws IOException {
        List<String> lines = lines(packages);
        if (Boolean.getBoolean("api.update")) {
            Files.write(FILE, lines);
        }
        assertWithMessage("lines of api.txt; -Dapi.update=true rewrites it")
                .that(Files.readAllLines(FILE))
                .containsExactlyElementsIn(lines)
                .inOrder();
    }

    private static List<String> lines(List<String> packages) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String name : packages) {
            lines.add("package " + name);
            for (Class<?> type : types(name)) {
                lines.add("");
                lines.add(header(type));
                supertypes(type).map(it -> "    " + it).forEach(lines::add);
                members(type).map(it -> "    " + it).forEach(lines::add);
            }
            lines.add("");
        }
        return lines;
    }

    /** Returns the declaration of a type. Adds {@code sealed} on all JDKs, because JDK 17 does not print it. */
    private static String header(Class<?> type) {
        String text = type.toGenericString().replaceFirst("\\b(?:non-)?sealed ", "");
        return type.isSealed() ? "sealed " + text : text;
    }

    /**
     * Returns the packages that the module exports to all modules. If the module has no descriptor, returns all
     * packages that are not below one named {@code internal}.
     */
    private static List<String> exported() throws IOException {
        Path descriptor = CLASSES.resolve(Path.of("META-INF", "versions", "17", "module-info.class"));
        if (Files.exists(descriptor)) {
            try (InputStream in = Files.newInputStream(descriptor)) {
                return ModuleDescriptor.read(in).exports().stream()
                        .filter(it -> !it.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .sorted()
                        .toList();
            }
        }
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(it -> it.toString().endsWith(".class"))
                    .map(it -> CLASSES.relativize(it).getParent().toString().replace('/', '.'))
                    .filter(it -> !it.contains(".internal."))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static List<Class<?>> types(String name) throws IOException {
        try (Stream<Path> files = Files.list(CLASSES.resolve(name.replace('.', '/')))) {
            return files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".class") && !it.startsWith("package-info"))
                    .sorted()
                    .<Class<?>>map(it -> load(name + "." + it.substring(0, it.length() - ".class".length())))
                    .filter(ApiListing::isVisible)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ApiListing.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Stream<String> supertypes(Class<?> type) {
        Stream<String> superclass = Stream.ofNullable(type.getGenericSuperclass())
                .map(it -> "extends " + it.getTypeName())
                .filter(it -> !it.equals("extends java.lang.Object"));
        Stream<String> interfaces = Arrays.stream(type.getGenericInterfaces())
                .map(it -> "implements " + it.getTypeName())
                .sorted();
        return Stream.concat(superclass, interfaces);
    }

    private static Stream<String> members(Class<?> type) {
        Stream<? extends AccessibleObject> inherited = Stream.<Class<?>>iterate(
                        type, it -> it == type || (it != null && !isVisible(it)), Class::getSuperclass)
                .flatMap(it -> Stream.of(it.getDeclaredFields(), it.getDeclaredMethods()))
                .flatMap(Arrays::stream)
                .filter(it -> !isOverridden(it, type));
        return Stream.concat(inherited, Arrays.stream(type.getDeclaredConstructors()))
                .filter(it -> isVisible(((Member) it).getModifiers()) && !((Member) it).isSynthetic())
                .map(ApiListing::text)
                .sorted();
    }

    /** Whether a method of the class overrides this method, which the class inherits from a hidden superclass. */
    private static boolean isOverridden(AccessibleObject member, Class<?> type) {
        return member instanceof Method method
                && method.getDeclaringClass() != type
                && Arrays.stream(type.getDeclaredMethods())
                        .anyMatch(it -> it.getName().equals(method.getName())
                                && Arrays.equals(it.getParameterTypes(), method.getParameterTypes()));
    }

    /** Returns the text of a member without the name of its class. */
    private static String text(AccessibleObject member) {
        Class<?> type = ((Member) member).getDeclaringClass();
        String text = member instanceof Executable executable
                ? executable.toGenericString()
                : ((Field) member).toGenericString();
        return member instanceof Constructor<?>
                ? text.replace(type.getName() + "(", type.getSimpleName() + "(")
                : text.replace(type.getName() + ".", "");
    }
}
