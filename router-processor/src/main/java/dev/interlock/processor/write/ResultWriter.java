package dev.interlock.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Result;
import dev.interlock.processor.model.Result.BodyType;
import dev.interlock.processor.model.Result.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Writes the call of a handler, and what becomes of its result. */
final class ResultWriter {
    private static final int NO_CONTENT = 204;

    private final CodeBlock.Builder code;
    private final Handler handler;
    private final Names locals;
    private final JsonFields json;

    /** @param locals of the method that the statements stand in */
    ResultWriter(CodeBlock.Builder code, Handler handler, Names locals, JsonFields json) {
        this.json = json;
        this.code = code;
        this.handler = handler;
        this.locals = locals;
    }

    /** The status that is set before the handler is called; empty for 200 and where the handler sets its own. */
    static OptionalInt status(Handler handler) {
        OptionalInt status = handler.settings().status();
        if (status.isPresent() || handler.hasBody()) {
            return status;
        }
        boolean answersItself = handler.flatParameters().anyMatch(Parameter.Response.class::isInstance);
        return answersItself ? OptionalInt.empty() : OptionalInt.of(NO_CONTENT);
    }

    /**
     * Statements around a call.
     *
     * @param writer the variable of the handler's writer, if it has one
     */
    void write(CodeBlock call, String writer) {
        // Before the call, so that a handler with the response can still set another status or type.
        status(handler).ifPresent(status -> code.addStatement("response.status($L)", status));
        if (handler.answersProtobuf()) {
            code.addStatement("$T.negotiate(request, response)", RuntimeTypes.PROTOBUF_TYPES);
        }
        handler.writer().ifPresent(parameter -> begin(parameter, writer));
        CodeBlock end = CodeBlock.of("$N.end()", writer);
        Result result = handler.result();
        if (result.awaited()) {
            code.addStatement("response.await($L$L)", call, later(result, end));
            return;
        }
        if (result.bodyType().isPresent()) {
            code.addStatement(written(result, "response", call));
        } else {
            code.addStatement(call);
            handler.writer().ifPresent(parameter -> code.addStatement(end));
        }
        if (handler.settings().entityTag()) {
            code.addStatement(tagged("response"));
        }
    }

    private static CodeBlock tagged(String response) {
        return CodeBlock.of("$T.tag(request, $N)", RuntimeTypes.ENTITY_TAGS, response);
    }

    private void begin(Parameter.Writer parameter, String writer) {
        ClassName encoder = GeneratedNames.encoder(parameter.type());
        code.addStatement("$T $N = $T.begin(request, response)", encoder, writer, encoder);
    }

    /** The argument that says what is done when a stage has completed. */
    private CodeBlock later(Result result, CodeBlock end) {
        boolean tagged = handler.settings().entityTag();
        if (result.bodyType().isPresent() && !tagged && isPlain(result)) {
            BodyType type = result.bodyType().orElseThrow();
            // The codec of a type of JSON is itself one for all.
            return type == BodyType.JSON
                    ? CodeBlock.of(",$W$L", Codecs.writer(result, json))
                    : CodeBlock.of(",$W$L::$L", Codecs.writer(result, json), Codecs.writeMethod(type));
        }
        if (result.bodyType().isEmpty() && handler.writer().isEmpty() && !tagged) {
            return CodeBlock.of("");
        }
        String answer = locals.unique("answer", "");
        String value = locals.unique("value", "");
        List<CodeBlock> statements = new ArrayList<>();
        if (result.bodyType().isPresent()) {
            statements.add(written(result, answer, CodeBlock.of("$N", value)));
        } else if (handler.writer().isPresent()) {
            statements.add(end);
        }
        if (tagged) {
            statements.add(tagged(answer));
        }
        return CodeBlock.of(",$W($N, $N) -> $L", answer, value, body(statements));
    }

    /** Whether the value is written by one call, which captures nothing, so that there is one object for all. */
    private static boolean isPlain(Result result) {
        BodyType type = result.bodyType().orElseThrow();
        return result.presence() == Presence.ALWAYS && type != BodyType.ENUM && !Codecs.writesByRequest(type);
    }

    /** The body of a lambda. */
    private static CodeBlock body(List<CodeBlock> statements) {
        if (statements.size() == 1) {
            return statements.get(0);
        }
        CodeBlock.Builder block = CodeBlock.builder().add("{\n$>");
        statements.forEach(statement -> block.add("$L;\n", statement));
        return block.add("$<}").build();
    }

    private CodeBlock written(Result result, String response, CodeBlock value) {
        BodyType type = result.bodyType().orElseThrow();
        CodeBlock present = result.presence() == Presence.ALWAYS
                ? value
                : CodeBlock.of("$T.found($L)", RuntimeTypes.HTTP_EXCEPTION, value);
        CodeBlock body = type == BodyType.ENUM ? CodeBlock.of("$L.name()", present) : present;
        CodeBlock seen = Codecs.writesByRequest(type) ? CodeBlock.of("request, ") : CodeBlock.of("");
        return CodeBlock.of(
                "$L.$L($L$N, $L)", Codecs.writer(result, json), Codecs.writeMethod(type), seen, response, body);
    }
}
