package dev.interlock.processor.source;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Caches classes and interfaces by name, and their supertypes. Without the cache, a compiler would search the whole
 * class path each time a class does not exist.
 */
public final class KnownTypes {
    private final Elements elements;
    private final Map<String, Optional<TypeElement>> byName = new HashMap<>();
    private final Map<TypeElement, Set<String>> supertypeNames = new HashMap<>();
    private final Map<TypeElement, Set<TypeElement>> supertypes = new HashMap<>();

    public KnownTypes(Elements elements) {
        this.elements = elements;
    }

    /** Returns the class or interface with a qualified name; empty if it does not exist. */
    public Optional<TypeElement> find(String qualifiedName) {
        return byName.computeIfAbsent(qualifiedName, name -> Optional.ofNullable(elements.getTypeElement(name)));
    }

    /** Whether a class or interface has the given name, or has a supertype with this name. */
    boolean isSubtype(TypeElement type, String qualifiedName) {
        return supertypeNames.computeIfAbsent(type, KnownTypes::withSupertypes).contains(qualifiedName);
    }

    /**
     * Returns the cached set that contains a class or interface and its supertypes.
     *
     * @param read finds the set; called only once for each type
     */
    Set<TypeElement> supertypes(TypeElement type, Function<TypeElement, Set<TypeElement>> read) {
        return supertypes.computeIfAbsent(type, it -> Collections.unmodifiableSet(read.apply(it)));
    }

    private static Set<String> withSupertypes(TypeElement type) {
        Set<String> names = new HashSet<>();
        Deque<TypeElement> open = new ArrayDeque<>(Set.of(type));
        while (!open.isEmpty()) {
            TypeElement next = open.pop();
            if (names.add(next.getQualifiedName().toString())) {
                above(next).flatMap(it -> Classes.of(it).stream()).forEach(open::add);
            }
        }
        return names;
    }

    private static Stream<TypeMirror> above(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream());
    }
}
