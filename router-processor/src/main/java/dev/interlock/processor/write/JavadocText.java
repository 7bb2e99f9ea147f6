package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.interlock.processor.model.Route;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Formats text for comments of generated code. */
final class JavadocText {
    private JavadocText() {}

    /** Returns a description of the route with a link, such as {@code GET /orders/{id} is Orders.find(long)}. */
    static CodeBlock of(Route route) {
        ExecutableElement method = route.handler().method();
        TypeElement controller = route.handler().controller().type();
        List<CodeBlock> parameters = method.getParameters().stream()
                .map(parameter -> Declarations.erased(TypeName.get(parameter.asType())))
                .map(type -> CodeBlock.of("$T", type))
                .toList();
        return CodeBlock.of(
                "$L is {@link $T#$L($L)}.",
                code(route.method() + " " + route.template().text()),
                controller,
                method.getSimpleName(),
                CodeBlock.join(parameters, ", "));
    }

    /** Formats text as code. The text may contain any character. */
    static String code(String text) {
        return isPlain(text) ? "{@code " + text + "}" : "<code>" + escaped(text) + "</code>";
    }

    /** Whether an inline tag can contain the text. The text must not end the tag or the comment, or contain escapes. */
    private static boolean isPlain(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0 || c == '\\' || c == '@' || c < ' ' || c > '~') {
                return false;
            }
        }
        return depth == 0 && !text.contains("*/");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean isSafe = c == ' ' || c == '/' || (c < 0x80 && Character.isLetterOrDigit(c));
            if (isSafe) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append("&#").append(c).append(';');
            }
        });
        return escaped.toString();
    }
}
