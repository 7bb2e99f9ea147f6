package dev.interlock.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.interlock.processor.model.CheckedParameter;
import dev.interlock.processor.model.Checks;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.runtime.RuntimeTypes;
import java.util.List;
import java.util.Locale;

/**
 * Writes the code between the arguments of a handler and the call of the handler. The code checks the arguments and
 * creates the records that group them.
 */
final class ParameterChecksWriter {
    private final CodeBlock.Builder code;
    private final Names locals;
    private final ChecksClass checks;
    private final ArgumentWriter arguments;

    /** Creates a writer for one route. The caller must already have written the arguments of the handler. */
    ParameterChecksWriter(CodeBlock.Builder code, Names locals, ChecksClass checks, ArgumentWriter arguments) {
        this.code = code;
        this.locals = locals;
        this.checks = checks;
        this.arguments = arguments;
    }

    void write(Handler handler) {
        CodeBlock groups = arguments.groups();
        List<CheckedParameter> members =
                handler.checks().stream().filter(it -> !it.members().isEmpty()).toList();
        List<CheckedParameter> values =
                handler.checks().stream().filter(it -> !it.checks().isEmpty()).toList();
        if (values.isEmpty() && members.isEmpty()) {
            code.add(groups);
            return;
        }
        String found = locals.unique("found", "");
        ChecksWriter writer = new ChecksWriter(code, locals, checks, found, CodeBlock.of("0"));
        code.addStatement("$T $N = null", RuntimeTypes.VIOLATIONS, found);
        List<CheckedParameter> body =
                values.stream().filter(ParameterChecksWriter::isBody).toList();
        values.stream().filter(it -> !isBody(it)).forEach(it -> value(writer, it));
        boolean isBodyChecked = !body.isEmpty() || !arguments.missing().isEmpty();
        if (isBodyChecked && !groups.isEmpty()) {
            groupsBesideBody(body, members, found);
            return;
        }
        addBody(body, found);
        if (!values.isEmpty()) {
            code.addStatement("$T.refuse($N)", RuntimeTypes.VIOLATIONS, found);
        }
        // Create the records after the checks, so that their constructors receive only valid components.
        code.add(groups);
        members.forEach(it -> members(writer, it, found));
        if (!members.isEmpty()) {
            code.addStatement("$T.refuse($N)", RuntimeTypes.VIOLATIONS, found);
        }
    }

    private static boolean isBody(CheckedParameter checked) {
        return checked.parameter() instanceof Parameter.Body;
    }

    /**
     * Writes the code that creates and checks the records even if the body is invalid. A mistake in a record gives the
     * status 400, even if the body has violations too.
     */
    private void groupsBesideBody(List<CheckedParameter> body, List<CheckedParameter> members, String found) {
        String inBody = locals.unique("foundInBody", "");
        code.addStatement("$T $N = null", RuntimeTypes.VIOLATIONS, inBody);
        addBody(body, inBody);
        code.beginControlFlow("if ($N != null)", found)
                .addStatement("$T.refuse($N, $N)", RuntimeTypes.VIOLATIONS, found, inBody)
                .endControlFlow()
                .add(arguments.groups());
        ChecksWriter writer = new ChecksWriter(code, locals, checks, found, CodeBlock.of("0"));
        members.forEach(it -> members(writer, it, found));
        code.addStatement("$T.refuse($N, $N)", RuntimeTypes.VIOLATIONS, found, inBody);
    }

    /** Writes the check of the body. If the body is JSON, the code also reports missing members. */
    private void addBody(List<CheckedParameter> body, String found) {
        String missing = arguments.missing();
        if (missing.isEmpty()) {
            ChecksWriter writer = new ChecksWriter(code, locals, checks, found, CodeBlock.of("0"));
            body.forEach(it -> value(writer, it));
            return;
        }
        if (body.isEmpty()) {
            code.addStatement("$1N = $2N.addTo($1N)", found, missing);
            return;
        }
        Parameter parameter = body.get(0).parameter();
        List<Checks> all = body.stream().map(CheckedParameter::checks).toList();
        CodeBlock check = ChecksWriter.lambda(all, parameter.shape() == Shape.NULLABLE, locals, checks);
        // The check may contain statements, which JavaPoet does not allow within addStatement().
        code.add("$1N = $2N.check($1N, $3N, $4L);\n", found, missing, arguments.variable(parameter), check);
    }

    private void value(ChecksWriter writer, CheckedParameter checked) {
        Parameter parameter = checked.parameter();
        boolean isNullable = parameter.shape() == Shape.NULLABLE;
        boolean holdsNull = !(parameter instanceof Parameter.Text);
        writer.value(checked.checks(), arguments.variable(parameter), isNullable, holdsNull, location(parameter));
    }

    private static CheckedLocation location(Parameter parameter) {
        if (parameter instanceof Parameter.Text text) {
            return CheckedLocation.ofParameter(text.source().name().toLowerCase(Locale.ROOT), text.name());
        }
        if (parameter instanceof Parameter.File file) {
            return CheckedLocation.ofParameter("part", file.name());
        }
        if (parameter instanceof Parameter.Principal) {
            return CheckedLocation.ofParameter(
                    "principal", parameter.element().getSimpleName().toString());
        }
        return parameter instanceof Parameter.Attribute attribute
                ? CheckedLocation.ofParameter("attribute", attribute.name())
                : CheckedLocation.of("");
    }

    private void members(ChecksWriter writer, CheckedParameter checked, String found) {
        Parameter.Group group = (Parameter.Group) checked.parameter();
        String before = locals.unique("before", "");
        code.addStatement("int $N = $T.count($N)", before, RuntimeTypes.VIOLATIONS, found);
        checked.members().forEach(property -> writer.property(property, arguments.variable(group)));
        CodeBlock names =
                shownNames(group).stream().map(name -> CodeBlock.of("$S", name)).collect(CodeBlock.joining(",$W"));
        code.addStatement("$T.ofParameters($N, $N,$W$L)", RuntimeTypes.VIOLATIONS, found, before, names);
    }

    /**
     * Returns the names that the client sees for a record. Usually these are the names of the components in the
     * request. If no component comes from the request, returns the name of the parameter.
     */
    private static List<String> shownNames(Parameter.Group group) {
        List<String> names = ArgumentWriter.namesOf(group);
        return names.isEmpty() ? List.of(group.element().getSimpleName().toString()) : names;
    }
}
