package dev.interlock.processor.read.json;

import dev.interlock.processor.declaration.ProtoInterfaces;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.JsonLibrary;
import dev.interlock.processor.read.text.ConversionReader;
import dev.interlock.processor.report.JsonMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides whether a type is JSON, and chooses the library that reads and writes it. */
public final class JsonReader {
    private static final String MAP = "java.util.Map";
    private static final Set<String> COLLECTIONS =
            Set.of("java.util.List", "java.util.Set", "java.util.Collection", "java.util.Optional");
    /** Names of types that are plain values within JSON, in addition to enums and types that text converts to. */
    private static final Set<String> VALUES = Set.of(
            "java.lang.Object",
            "java.net.URI",
            "java.net.URL",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.OptionalDouble");
    /** Prefixes of the names of types that are not JSON, unless they have an adapter. */
    private static final List<String> NO_DATA =
            List.of("java.", "javax.", RuntimeNames.INTERLOCK, "io.netty.", "com.google.protobuf.");

    private final Scope scope;
    private final boolean reads;

    private JsonReader(Scope scope, boolean reads) {
        this.scope = scope;
        this.reads = reads;
    }

    /** Creates a reader for request bodies. */
    public static JsonReader ofBodies(Scope scope) {
        return new JsonReader(scope, true);
    }

    /** Creates a reader for response bodies. */
    public static JsonReader ofResults(Scope scope) {
        return new JsonReader(scope, false);
    }

    /**
     * A mistake in a type.
     *
     * @param type type with the mistake: the type to read or a type within it
     */
    private record Mistake(JsonMessage message, TypeMirror type) {}

    /** Whether a type is JSON. Callers must first rule out all other types of bodies. */
    public boolean isJson(TypeMirror type) {
        if (ProtoInterfaces.within(type).isPresent()) {
            return false;
        }
        if (type.getKind() == TypeKind.ARRAY) {
            return true;
        }
        String name = Classes.nameOf(type);
        return type.getKind() == TypeKind.DECLARED
                && (COLLECTIONS.contains(name) || isMap(type) || isCollection(type) || isData(type, name));
    }

    private boolean isData(TypeMirror type, String name) {
        return Classes.of(type).stream()
                .filter(JsonReader::isClass)
                .anyMatch(it -> NO_DATA.stream().noneMatch(name::startsWith) || JsonAdapters.exist(scope, it));
    }

    private static boolean isClass(TypeElement type) {
        ElementKind kind = type.getKind();
        return kind == ElementKind.CLASS || kind == ElementKind.RECORD || kind == ElementKind.INTERFACE;
    }

    /**
     * Chooses the library that reads or writes a type. If no library can, reports the type and returns empty.
     *
     * @param subject parameter or handler that messages name
     */
    public Optional<JsonBody> read(TypeMirror type, Place place, Object subject) {
        Optional<TypeMirror> message = messageWithin(type);
        if (message.isPresent() && !isPresent(JsonLibrary.JACKSON)) {
            String name = Place.describe(message.get());
            String tip = "use " + name + " itself"
                    + (reads ? "" : ", or an Optional, CompletionStage or Flow.Publisher of it");
            scope.report(JsonMessage.MESSAGE_WITHIN_JSON, place, subject, Place.describe(type), name, tip);
            return Optional.empty();
        }
        List<JsonLibrary> present =
                Arrays.stream(JsonLibrary.values()).filter(this::isPresent).toList();
        if (present.isEmpty()) {
            scope.report(JsonMessage.NO_JSON_LIBRARY, place, subject, Place.describe(type));
            return Optional.empty();
        }
        Optional<Mistake> last = Optional.empty();
        for (JsonLibrary library : present) {
            last = mistake(type, library).or(() -> unmakeable(type, library));
            if (last.isEmpty()) {
                JsonObjects objects = new JsonObjects(scope);
                JsonBody body = body(type, library, objects);
                last = lost(objects);
                if (last.isEmpty()) {
                    return Optional.of(body);
                }
            }
        }
        last.ifPresent(it -> scope.report(it.message(), place, subject, Place.describe(it.type())));
        return Optional.empty();
    }

    /**
     * Returns the first protobuf message in a type, its elements or its type arguments; empty if there is none. Only
     * Jackson can support messages within JSON.
     */
    private Optional<TypeMirror> messageWithin(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return messageWithin(array.getComponentType());
        }
        if (scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)) {
            return Optional.of(type);
        }
        return type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                        .flatMap(argument -> messageWithin(argument).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** Returns the JSON of a type. Includes its shape only for avaje-jsonb, because Jackson does not need it. */
    private static JsonBody body(TypeMirror type, JsonLibrary library, JsonObjects objects) {
        return library == JsonLibrary.JSONB
                ? new JsonBody(type, library, objects.shape(type), objects.found())
                : new JsonBody(type, library, "", List.of());
    }

    /** Whether the class path contains a library and Interlock's extension for this library. */
    private boolean isPresent(JsonLibrary library) {
        return switch (library) {
            case JSONB -> isPresent(RuntimeNames.JSONB_CODEC) && isPresent(RuntimeNames.JSONB);
            case JACKSON -> isPresent(RuntimeNames.JACKSON_CODEC) && isPresent(RuntimeNames.OBJECT_MAPPER);
        };
    }

    private boolean isPresent(String type) {
        return scope.known().find(type).isPresent();
    }

    private Optional<Mistake> mistake(TypeMirror type, JsonLibrary library) {
        if (type.getKind().isPrimitive()) {
            return Optional.empty();
        }
        if (type instanceof ArrayType array) {
            return mistake(array.getComponentType(), library);
        }
        return type instanceof DeclaredType declared
                ? mistake(declared, (TypeElement) declared.asElement(), library)
                : Optional.of(new Mistake(JsonMessage.OPEN_TYPE, type));
    }

    /**
     * Returns the mistake that Jackson cannot create a type; empty if it can. Without this check, Jackson would fail
     * when the first client sends the type. For avaje-jsonb, the missing adapter is already a mistake.
     */
    private Optional<Mistake> unmakeable(TypeMirror type, JsonLibrary library) {
        return reads && library == JsonLibrary.JACKSON
                ? JacksonTypes.abstractIn(scope, type)
                        .map(it -> new Mistake(
                                JsonMessage.ABSTRACT_TYPE, scope.types().erasure(it)))
                : Optional.empty();
    }

    /**
     * Returns the mistake that avaje-jsonb would read the elements of a type as another type; empty if it would not.
     * Results cannot have this mistake, because avaje-jsonb writes each element by its class.
     */
    private Optional<Mistake> lost(JsonObjects objects) {
        return reads ? objects.lost().map(it -> new Mistake(JsonMessage.LOST_ARGUMENTS, it)) : Optional.empty();
    }

    private Optional<Mistake> mistake(DeclaredType type, TypeElement element, JsonLibrary library) {
        String name = Classes.nameOf(type);
        List<? extends TypeMirror> arguments = type.getTypeArguments();
        if (arguments.isEmpty() && !element.getTypeParameters().isEmpty()) {
            return Optional.of(new Mistake(JsonMessage.OPEN_TYPE, type));
        }
        Stream<Mistake> within = arguments.stream().flatMap(argument -> mistake(argument, library).stream());
        Stream<Mistake> own = library == JsonLibrary.JACKSON ? Stream.of() : unreadable(type, element, name).stream();
        return Stream.concat(own, within).findFirst();
    }

    /**
     * Returns the mistake that avaje-jsonb cannot read a type; empty if it can. Does not check type arguments, except
     * the type of a map's keys.
     */
    private Optional<Mistake> unreadable(DeclaredType type, TypeElement element, String name) {
        if (name.equals(MAP)) {
            return badNames(type, type.getTypeArguments().get(0));
        }
        return COLLECTIONS.contains(name) || isValue(element, name) ? Optional.empty() : unadapted(type, element);
    }

    private static Optional<Mistake> badNames(DeclaredType type, TypeMirror key) {
        return Classes.nameOf(key).equals("java.lang.String")
                ? Optional.empty()
                : Optional.of(new Mistake(JsonMessage.NAMES_NOT_STRINGS, type));
    }

    private static boolean isValue(TypeElement element, String name) {
        return element.getKind() == ElementKind.ENUM
                || VALUES.contains(name)
                || ConversionReader.KNOWN.containsKey(name);
    }

    private Optional<Mistake> unadapted(DeclaredType type, TypeElement element) {
        TypeMirror plain = scope.types().erasure(type);
        if (!JsonAdapters.exist(scope, element)) {
            return Optional.of(new Mistake(JsonMessage.NO_ADAPTER, plain));
        }
        boolean isAbstract = element.getModifiers().contains(Modifier.ABSTRACT);
        return isAbstract
                        && JsonAdapters.isAsked(element)
                        && JsonSubtype.of(element).isEmpty()
                ? Optional.of(new Mistake(JsonMessage.NO_SUBTYPES, plain))
                : Optional.empty();
    }

    private boolean isCollection(TypeMirror type) {
        return scope.isSubtype(type, "java.util.Collection");
    }

    private boolean isMap(TypeMirror type) {
        return scope.isSubtype(type, MAP);
    }
}
