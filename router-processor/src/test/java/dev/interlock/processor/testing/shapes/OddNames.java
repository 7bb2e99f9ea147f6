package dev.interlock.processor.testing.shapes;

import java.util.ArrayList;
import java.util.List;

/** Renames parameters to names that generated code may use for its own variables. */
final class OddNames {
    private static final List<String> NAMES = List.of(
            "request",
            "response",
            "router",
            "found",
            "foundInBody",
            "before",
            "refusal",
            "method",
            "path",
            "json",
            "jsonb",
            "mapper",
            "violations",
            "e",
            "route",
            "captures",
            "handler",
            "missing",
            "result",
            "checks",
            "REQUEST",
            "$",
            "record",
            "var");

    private OddNames() {}

    /** Renames some of the parameters. Path variables keep their names, because templates refer to them. */
    static List<Parameter> draw(Draw draw, List<Parameter> parameters) {
        List<String> names = new ArrayList<>(NAMES);
        List<Parameter> renamed = new ArrayList<>();
        for (Parameter parameter : parameters) {
            boolean isRenamed = parameter.variables().isEmpty() && draw.oneIn(2, Kind.ODD_NAME);
            String name = isRenamed ? names.remove(draw.upTo(names.size() - 1)) : parameter.name();
            renamed.add(new Parameter(
                    parameter.annotations(), parameter.type(), name, parameter.variables(), parameter.needs()));
        }
        return renamed;
    }
}
