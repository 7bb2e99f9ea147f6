package dev.interlock.processor.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.runtime.RuntimeNames;
import java.nio.ByteBuffer;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Computes digests of the classes of one round. Reads each class once, even if many classes name it. Used by one
 * thread.
 *
 * <p>A digest has 64 bits. Two versions of a class have the same digest with a probability of about 1 in 10^19.
 */
public final class Digests {
    /** Prefixes of the packages of libraries. Generated code depends only on the names of their classes. */
    private static final List<String> LIBRARIES =
            List.of("java.", "javax.", "jdk.", "jakarta.", "kotlin.", "io.netty.", "com.google.protobuf.");

    private final Predicate<? super Element> hasSource;
    private final Set<String> routers;
    private final AnnotationUses uses = new AnnotationUses();
    private final Map<Lead, Part> parts = new HashMap<>();

    /**
     * A class that contributes to digests.
     *
     * @param digest first 64 bits of the SHA-256 hash of the surface's text; 0 if the text is empty
     */
    private record Part(Surface surface, long digest) {}

    /**
     * Creates digests for one round.
     * @param hasSource whether this compilation reads the source of an element
     * @param routers simple names of the routers that will be generated; digests do not wait for these classes
     */
    public Digests(Predicate<? super Element> hasSource, Set<String> routers) {
        this.hasSource = hasSource;
        this.routers = Set.copyOf(routers);
    }

    /**
     * Returns the digest of a class. Returns empty if a surface names a class that does not exist yet, because another
     * processor may still generate that class. The digest covers the surfaces of the class and of the classes that it
     * leads to, except classes with their own digest. A router compares those digests separately.
     *
     * <p>The digest is the sum of the hashes of the covered classes, so the order of the classes does not matter.
     */
    public Optional<String> of(TypeElement type) {
        long sum = 0;
        for (Lead lead : reach(
                List.of(type),
                next -> next.type().equals(type) || !part(next).surface().isSource())) {
            Part part = part(lead);
            if (part.surface().unresolved() && hasSource.test(lead.type())) {
                return Optional.empty();
            }
            sum += part.digest();
        }
        return Optional.of(HexFormat.of().toHexDigits(sum));
    }

    /** Returns the given classes and the classes that they lead to, sorted by name. Omits classes without a digest. */
    public List<TypeElement> sources(Collection<TypeElement> types) {
        return reach(types, lead -> true).stream()
                .filter(lead -> part(lead).surface().isSource())
                .map(Lead::type)
                .distinct()
                .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
                .toList();
    }

    /**
     * Returns the given classes and all classes that they lead to. Omits classes of libraries and classes that fail the
     * condition.
     */
    private Set<Lead> reach(Collection<TypeElement> types, Predicate<Lead> isWanted) {
        Set<Lead> reached = new LinkedHashSet<>();
        Deque<Lead> open = new ArrayDeque<>(types.stream().map(Lead::plain).toList());
        while (!open.isEmpty()) {
            Lead next = open.pop();
            if (!isOfLibrary(next.type()) && isWanted.test(next) && reached.add(next)) {
                open.addAll(part(next).surface().leads());
            }
        }
        return reached;
    }

    private Part part(Lead lead) {
        Part known = parts.get(lead);
        if (known == null) {
            Surface surface = read(lead);
            known = new Part(surface, surface.text().isEmpty() ? 0 : digest(surface.text()));
            parts.put(lead, known);
        }
        return known;
    }

    private Surface read(Lead lead) {
        if (hasSource.test(lead.type())) {
            return Surface.of(lead, routers, uses);
        }
        try {
            return Surface.of(lead, routers, uses);
        } catch (RuntimeException e) {
            // Javac throws this exception if a class file names a class that is not on the class path.
            return Surface.ofName(lead.type());
        }
    }

    private static boolean isOfLibrary(TypeElement type) {
        String name = type.getQualifiedName().toString();
        return Stream.concat(LIBRARIES.stream(), RuntimeNames.API.stream()).anyMatch(name::startsWith);
    }

    private static long digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
