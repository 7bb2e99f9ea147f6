package dev.interlock.processor.read.constraint;

import dev.interlock.processor.check.constraint.Subject;
import dev.interlock.processor.report.ConstraintMessage;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/**
 * Reads the {@code message} of a constraint. The placeholder {@code {member}} stands for the value of a member of the
 * annotation. A backslash before a brace, dollar sign or backslash makes it plain text. The processor replaces
 * placeholders at compile time, so it reports expressions and keys of resource bundles as mistakes.
 */
final class MessageTemplate {
    private static final String TIP_LITERAL = "write plain text: \\{ for a brace and \\$ for a dollar sign";

    private final Scope scope;
    private final Subject subject;
    private final AnnotationMirror annotation;
    private final AnnotationMirror mirror;

    /**
     * Creates a reader for the message of one constraint.
     *
     * @param annotation annotation on the subject; mistakes are reported at this annotation
     * @param mirror the constraint: the annotation itself, or a part of a composed annotation
     */
    MessageTemplate(Scope scope, Subject subject, AnnotationMirror annotation, AnnotationMirror mirror) {
        this.scope = scope;
        this.subject = subject;
        this.annotation = annotation;
        this.mirror = mirror;
    }

    /**
     * Returns the text of the message. If the constraint does not set a message, returns the standard text. Empty if a
     * mistake was reported.
     */
    Optional<String> read(String standard) {
        String template = Annotations.text(mirror, "message");
        if (template.equals("{" + Annotations.qualifiedName(mirror) + ".message}")) {
            return Optional.of(standard);
        }
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = endOf(template, at);
            Optional<String> part = part(template.substring(at, end));
            if (part.isEmpty()) {
                return Optional.empty();
            }
            text.append(part.get());
            at = end;
        }
        return Optional.of(text.toString());
    }

    /**
     * Returns the end of the part that begins at an index. A part is a plain character, an escaped character or a
     * placeholder.
     */
    private static int endOf(String template, int from) {
        char c = template.charAt(from);
        if (c == '\\' && from + 1 < template.length()) {
            return from + 2;
        }
        if (c == '{' || template.startsWith("${", from)) {
            int close = template.indexOf('}', from);
            return close < 0 ? template.length() : close + 1;
        }
        return from + 1;
    }

    private Optional<String> part(String part) {
        if (part.startsWith("$") && part.length() > 1) {
            return refuse(part, "expressions are not supported: " + TIP_LITERAL);
        }
        if (part.startsWith("{")) {
            return placeholder(part);
        }
        boolean isEscape = part.length() == 2 && "\\{}$".indexOf(part.charAt(1)) >= 0;
        return Optional.of(isEscape ? part.substring(1) : part);
    }

    private Optional<String> placeholder(String part) {
        String name = part.replaceAll("[{}]", "");
        List<String> members =
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
                        .map(member -> member.getSimpleName().toString())
                        .filter(member ->
                                !member.equals("message") && !member.equals("groups") && !member.equals("payload"))
                        .toList();
        if (part.endsWith("}") && members.contains(name)) {
            return Optional.of(text(Annotations.value(mirror, name)));
        }
        String known = members.stream().map(member -> "{" + member + "}").collect(Collectors.joining(", "));
        return refuse(part, known.isEmpty() ? TIP_LITERAL : TIP_LITERAL + "; " + known + " can be used");
    }

    private static String text(AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream().map(it -> text((AnnotationValue) it)).collect(Collectors.joining(", "));
        }
        return value.getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : value.getValue().toString();
    }

    private Optional<String> refuse(String part, String tip) {
        scope.report(
                ConstraintMessage.UNKNOWN_PLACEHOLDER,
                subject.place(annotation, "message"),
                Annotations.simpleName(annotation),
                subject.name(),
                part,
                tip);
        return Optional.empty();
    }
}
