package dev.interlock.processor.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Digests of the classes of one round. Reads each class once, however many others name it. Used by one thread. */
public final class Digests {
    /** 64 bits: two versions of one class have the same digest with a probability of about 1 in 10^19. */
    private static final int BYTES = 8;

    /** Packages of libraries. Generated code depends on their classes by name only. */
    private static final List<String> LIBRARIES = List.of(
            "java.",
            "javax.",
            "jdk.",
            "jakarta.",
            "kotlin.",
            "io.netty.",
            "com.google.protobuf.",
            "dev.interlock.bind.",
            "dev.interlock.bytes.",
            "dev.interlock.file.",
            "dev.interlock.filter.",
            "dev.interlock.http.",
            "dev.interlock.json.",
            "dev.interlock.proto.");

    private final Predicate<? super Element> hasSource;
    private final Map<TypeElement, Surface> surfaces = new HashMap<>();

    /** @param hasSource whether this compilation reads the source of an element */
    public Digests(Predicate<? super Element> hasSource) {
        this.hasSource = hasSource;
    }

    /** Whether all classes exist that the digest of a class depends on: another processor may generate one later. */
    public boolean isReady(TypeElement type) {
        return parts(type).stream()
                .noneMatch(it -> hasSource.test(it) && surface(it).unresolved());
    }

    /**
     * Digest of the part of a class that routers depend on, and of the classes without a digest that it leads to. Routers
     * compare the others by themselves.
     */
    public String of(TypeElement type) {
        MessageDigest digest = sha256();
        parts(type).stream().map(it -> surface(it).text()).sorted().forEach(text -> {
            digest.update(text.getBytes(UTF_8));
            digest.update((byte) 0);
        });
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The classes with a digest among these classes and those that they name, sorted by name. */
    public List<TypeElement> sources(Collection<TypeElement> types) {
        return reach(types, type -> true).stream()
                .filter(type -> surface(type).isSource())
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .toList();
    }

    /** The classes whose text is in the digest of a class. */
    private Set<TypeElement> parts(TypeElement type) {
        return reach(List.of(type), next -> next.equals(type) || !surface(next).isSource());
    }

    /** The classes, and those that they lead to, as far as these are wanted. */
    private Set<TypeElement> reach(Collection<TypeElement> types, Predicate<TypeElement> isWanted) {
        Set<TypeElement> reached = new LinkedHashSet<>();
        Deque<TypeElement> open = new ArrayDeque<>(types);
        while (!open.isEmpty()) {
            TypeElement next = open.pop();
            if (!isOfLibrary(next) && isWanted.test(next) && reached.add(next)) {
                open.addAll(surface(next).leads());
            }
        }
        return reached;
    }

    private Surface surface(TypeElement type) {
        Surface known = surfaces.get(type);
        if (known == null) {
            known = read(type);
            surfaces.put(type, known);
        }
        return known;
    }

    private Surface read(TypeElement type) {
        if (hasSource.test(type)) {
            return Surface.of(type);
        }
        try {
            return Surface.of(type);
        } catch (RuntimeException e) {
            // Javac throws this for a class file that names a class which is not on the class path.
            return Surface.ofName(type);
        }
    }

    private static boolean isOfLibrary(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return LIBRARIES.stream().anyMatch(name::startsWith);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
