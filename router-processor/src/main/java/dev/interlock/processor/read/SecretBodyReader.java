package dev.interlock.processor.read;

import dev.interlock.processor.model.Codec;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.proto.SecretBodies;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Reads the secret fields of the messages that a handler receives and sends. */
final class SecretBodyReader {
    /** Types that may wrap a message. */
    private static final Set<String> AROUND = Set.of(
            "java.util.Optional",
            "java.util.concurrent.CompletableFuture",
            "java.util.concurrent.CompletionStage",
            "java.util.concurrent.Flow.Publisher");

    private final Scope scope;

    SecretBodyReader(Scope scope) {
        this.scope = scope;
    }

    /** @param returned return type of the method */
    SecretBodies read(List<Parameter> flat, Result result, TypeMirror returned) {
        return new SecretBodies(body(flat), result(flat, result, returned));
    }

    private Optional<List<String>> body(List<Parameter> flat) {
        return flat.stream()
                .filter(it ->
                        it instanceof Parameter.Body body && body.bodyType().codec() == Codec.PROTOBUF)
                .findFirst()
                .flatMap(it -> scope.secrets().of(((Parameter.Body) it).value()));
    }

    private Optional<List<String>> result(List<Parameter> flat, Result result, TypeMirror returned) {
        Optional<Parameter> writer =
                flat.stream().filter(Parameter.Writer.class::isInstance).findFirst();
        if (writer.isPresent()) {
            return scope.secrets().of(((Parameter.Writer) writer.get()).type().asType());
        }
        Optional<Codec> codec = result.bodyType().map(Result.BodyType::codec);
        if (codec.equals(Optional.of(Codec.PROTOBUF))) {
            return scope.secrets().of(message(returned));
        }
        // The recorder cannot redact a stream of messages. It records the stream only if the messages have no secrets.
        return codec.equals(Optional.of(Codec.PROTOBUF_STREAM))
                ? scope.secrets().of(message(returned)).filter(List::isEmpty)
                : Optional.empty();
    }

    private static TypeMirror message(TypeMirror type) {
        return AROUND.contains(Classes.nameOf(type))
                        && type instanceof DeclaredType declared
                        && !declared.getTypeArguments().isEmpty()
                ? message(declared.getTypeArguments().get(0))
                : type;
    }
}
