package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.ExtensionRules;
import dev.interlock.processor.declaration.ProtoInterfaces;
import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.JsonBody;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Result.Presence;
import dev.interlock.processor.read.json.JsonReader;
import dev.interlock.processor.read.text.ConversionReader;
import dev.interlock.processor.report.Diagnosis;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.StreamMessage;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Decides how the result of a method becomes a response body. */
final class ResultReader {
    private static final String STAGE = "java.util.concurrent.CompletionStage";
    private static final String PUBLISHER = "java.util.concurrent.Flow.Publisher";

    private final Scope scope;
    private final ExecutableElement method;
    private final TypeMirror returned;

    /**
     * Creates a reader for one handler or error method.
     *
     * @param returned return type of the method in its controller or error class, with type arguments in place of type
     *     variables
     */
    ResultReader(Scope scope, ExecutableElement method, TypeMirror returned) {
        this.scope = scope;
        this.method = method;
        this.returned = returned;
    }

    /** Reads the result; empty if a mistake was reported. */
    Optional<Result> read() {
        if (returned.getKind() == TypeKind.VOID) {
            return Optional.of(Result.NOTHING);
        }
        Optional<TypeMirror> message = ProtoInterfaces.within(returned);
        if (message.isPresent()) {
            return refuse(Message.RETURNED_MESSAGE, Place.describe(message.get()));
        }
        Optional<DeclaredType> stage = scope.supertype(returned, STAGE);
        Optional<Result> result = stage.isPresent() ? awaited(stage.get()) : value(returned, false);
        if (result.isPresent() && !scope.canAccess(returned)) {
            return refuse(
                    Message.INACCESSIBLE_RESULT_TYPE,
                    Place.describe(returned),
                    scope.homeName(),
                    scope.accessTip(returned));
        }
        return result;
    }

    private Optional<Result> awaited(DeclaredType stage) {
        if (Annotations.isNullable(method, returned)) {
            return refuse(Message.ABSENT_STAGE, "@Nullable", "CompletionStage<@Nullable T>");
        }
        if (isUnknown(stage)) {
            return refuse(
                    Message.UNKNOWN_RESULT, Place.describe(returned), "completes with", "CompletionStage<String>");
        }
        TypeMirror value = stage.getTypeArguments().get(0);
        return Classes.nameOf(value).equals("java.lang.Void")
                ? Optional.of(new Result(Optional.empty(), Presence.ALWAYS, true))
                : value(value, true);
    }

    private Optional<Result> value(TypeMirror type, boolean awaited) {
        Optional<TypeMirror> held = held(type);
        TypeMirror present = held.orElse(type);
        if (held.isPresent() && scope.isSubtype(present, STAGE)) {
            return refuse(Message.ABSENT_STAGE, "Optional", "CompletionStage<Optional<T>>");
        }
        // Annotations such as @Nullable are ignored. The response to null must not depend on them.
        Presence absent = present.getKind().isPrimitive() ? Presence.ALWAYS : Presence.NULLABLE;
        Presence presence = held.isPresent() ? Presence.OPTIONAL : absent;
        Optional<DeclaredType> publisher = scope.supertype(present, PUBLISHER);
        if (publisher.isPresent()) {
            return streamed(publisher.get(), presence, awaited);
        }
        if (!new ExtensionRules(scope).check(present, Place.of(method), Place.describe(method))) {
            return Optional.empty();
        }
        Optional<BodyType> bodyType = whole(present);
        return bodyType.isPresent()
                ? Optional.of(new Result(bodyType, presence, awaited))
                : json(present, presence, awaited);
    }

    private Optional<Result> json(TypeMirror type, Presence presence, boolean awaited) {
        JsonReader reader = JsonReader.ofResults(scope);
        if (!reader.isJson(type)) {
            return refuse(Message.UNSUPPORTED_RESULT_TYPE, Place.describe(returned));
        }
        return reader.read(type, Place.of(method), Place.describe(method))
                .map(it -> new Result(Optional.of(BodyType.JSON), presence, awaited, Optional.of(it)));
    }

    /** Returns the type argument of an {@code Optional}; empty for any other type and for a raw {@code Optional}. */
    private static Optional<TypeMirror> held(TypeMirror type) {
        List<? extends TypeMirror> arguments = Classes.nameOf(type).equals("java.util.Optional")
                ? ((DeclaredType) type).getTypeArguments()
                : List.of();
        return arguments.stream().<TypeMirror>map(argument -> argument).findFirst();
    }

    private Optional<Result> streamed(DeclaredType publisher, Presence presence, boolean awaited) {
        if (isUnknown(publisher)) {
            return refuse(Message.UNKNOWN_RESULT, Place.describe(returned), "publishes", "Flow.Publisher<String>");
        }
        TypeMirror element = publisher.getTypeArguments().get(0);
        if (scope.isSubtype(element, RuntimeNames.SERVER_SENT_EVENT)) {
            return events((DeclaredType) element, presence, awaited);
        }
        if (!new ExtensionRules(scope).check(element, Place.of(method), Place.describe(method))) {
            return Optional.empty();
        }
        Optional<BodyType> bodyType = streamed(element);
        return bodyType.isPresent()
                ? Optional.of(new Result(bodyType, presence, awaited))
                : values(element, Message.UNSUPPORTED_ELEMENT)
                        .map(it -> new Result(Optional.of(BodyType.JSON_VALUES), presence, awaited, Optional.of(it)));
    }

    /**
     * Returns the JSON type of published values or of event data. If the type is not JSON, reports the type and returns
     * empty.
     */
    private Optional<JsonBody> values(TypeMirror type, Diagnosis otherwise) {
        JsonReader reader = JsonReader.ofResults(scope);
        return reader.isJson(type)
                ? reader.read(type, Place.of(method), Place.describe(method))
                : refuse(otherwise, Place.describe(type));
    }

    private Optional<Result> events(DeclaredType event, Presence presence, boolean awaited) {
        if (isUnknown(event)) {
            return refuse(StreamMessage.UNKNOWN_EVENT_DATA);
        }
        TypeMirror data = event.getTypeArguments().get(0);
        Optional<Codec> codec = whole(data).map(BodyType::codec);
        if (codec.isEmpty()) {
            return values(data, StreamMessage.UNSUPPORTED_EVENT_DATA)
                    .map(it -> new Result(Optional.of(BodyType.JSON_EVENTS), presence, awaited, Optional.of(it)));
        }
        return codec.equals(Optional.of(Codec.TEXT))
                ? Optional.of(new Result(Optional.of(BodyType.EVENTS), presence, awaited))
                : refuse(StreamMessage.UNSUPPORTED_EVENT_DATA, Place.describe(data));
    }

    /** Whether a generic type is raw, or its first argument is a wildcard. */
    private static boolean isUnknown(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                || type.getTypeArguments().get(0).getKind() == TypeKind.WILDCARD;
    }

    private Optional<BodyType> streamed(TypeMirror element) {
        if (scope.isSubtype(element, RuntimeNames.BYTE_BUF)) {
            return Optional.of(BodyType.BUFFERS);
        }
        if (isByteArray(element)) {
            return Optional.of(BodyType.ARRAYS);
        }
        if (scope.isSubtype(element, RuntimeNames.MESSAGE_LITE)) {
            return Optional.of(
                    scope.isSubtype(element, RuntimeNames.MESSAGE) ? BodyType.MESSAGES : BodyType.LITE_MESSAGES);
        }
        return scope.isSubtype(element, "java.lang.CharSequence") ? Optional.of(BodyType.CHARACTERS) : Optional.empty();
    }

    private Optional<BodyType> whole(TypeMirror type) {
        if (scope.isSubtype(type, RuntimeNames.MESSAGE_LITE)) {
            return Optional.of(scope.isSubtype(type, RuntimeNames.MESSAGE) ? BodyType.MESSAGE : BodyType.LITE_MESSAGE);
        }
        if (isByteArray(type)
                || Classes.nameOf(type).equals(RuntimeNames.SLICE)
                || scope.isSubtype(type, RuntimeNames.BYTE_BUF)) {
            return Optional.of(BodyType.BYTES);
        }
        if (scope.isSubtype(type, "java.nio.file.Path")) {
            return Optional.of(BodyType.FILE);
        }
        if (scope.isSubtype(type, RuntimeNames.STATIC_FILE)) {
            return Optional.of(BodyType.STATIC_FILE);
        }
        if (Classes.of(type).stream().anyMatch(element -> element.getKind() == ElementKind.ENUM)) {
            return Optional.of(BodyType.ENUM);
        }
        boolean isText = ConversionReader.KNOWN.containsKey(Classes.nameOf(type))
                || scope.isSubtype(type, "java.lang.CharSequence");
        return isText ? Optional.of(BodyType.TEXT) : Optional.empty();
    }

    private static boolean isByteArray(TypeMirror type) {
        return type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE;
    }

    /** Reports a mistake of the method, and returns empty. The method is the first format argument of each message. */
    private <T> Optional<T> refuse(Diagnosis message, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = Place.describe(method);
        System.arraycopy(more, 0, arguments, 1, more.length);
        scope.report(message, Place.of(method), arguments);
        return Optional.empty();
    }
}
