package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.shapes.TextParameters.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Creates records that group parameters, including nested and generic records. */
final class Groups {
    private final Types types;
    private final Draw draw;

    Groups(Types types) {
        this.types = types.withVariables(List.of(), List.of());
        this.draw = types.draw();
    }

    Parameter next() {
        draw.note(Kind.PARAMS);
        return group(0);
    }

    private Parameter group(int depth) {
        List<Parameter> components = new ArrayList<>();
        for (int left = 1 + draw.upTo(2); left > 0; left--) {
            components.add(component(depth));
        }
        Set<String> variables = components.stream()
                .flatMap(it -> it.variables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        String name = types.home().typeName();
        String arguments = "";
        String parameters = "";
        if (draw.oneIn(4, Kind.GENERIC_PARAMS)) {
            parameters = "<T>";
            boolean isNested = depth < 2 && draw.oneIn(2);
            Parameter argument = isNested ? group(depth + 1) : null;
            if (argument != null) {
                variables.addAll(argument.variables());
            }
            arguments = "<" + (argument == null ? types.texts().next().boxed() : argument.type()) + ">";
            components.add(new Parameter(argument == null ? "@Query " : "@Params ", "T", "generic"));
        }
        String text =
                OddNames.draw(draw, components).stream().map(Parameter::text).collect(Collectors.joining(", "));
        if (draw.oneIn(5, Kind.VARARGS)) {
            text += ", @Query String... rest";
        }
        String body = draw.of(
                " {}",
                " { public " + name + " {} }",
                " { @AssertTrue public boolean isComplete() { return true; } }",
                " implements Runnable { public void run() {} }");
        String constraint =
                draw.oneIn(6, Kind.CLASS_CONSTRAINT) ? types.constraints().ofClass() : "";
        String reference =
                types.home().place(name, constraint + "record " + name + parameters + "(" + text + ")" + body);
        return new Parameter("@Params ", reference + arguments, "g" + draw.number(), variables, Set.of());
    }

    private Parameter component(int depth) {
        if (depth < 2 && draw.oneIn(5, Kind.NESTED_PARAMS)) {
            return group(depth + 1);
        }
        return switch (draw.upTo(5)) {
            case 0 -> new TextParameters(types).variable();
            case 1 -> new Attributes(types).next();
            default -> new TextParameters(types).bound(draw.of(Binding.QUERY, Binding.HEADER, Binding.COOKIE));
        };
    }
}
