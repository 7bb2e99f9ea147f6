package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.shapes.Parameter.Need;
import dev.interlock.processor.testing.shapes.TextParameters.Binding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates random handlers. Their parameters, routes and results fit together. */
final class Handlers {
    private static final List<String> NAMES =
            List.of("get", "find", "of", "handle", "route", "m", "größe", "GET", "values", "dispatch", "$");

    private final Types types;
    private final Draw draw;
    private final TextParameters texts;
    private final boolean hasPrincipal;

    /**
     * Creates the handlers of a class.
     *
     * @param hasPrincipal whether a filter sets the principal of all requests
     */
    Handlers(Types types, boolean hasPrincipal) {
        this.types = types;
        this.draw = types.draw();
        this.texts = new TextParameters(types);
        this.hasPrincipal = hasPrincipal;
    }

    /**
     * Returns a handler.
     *
     * @param exception type parameter for an exception that the handler may throw; empty for none
     */
    Handler next(String exception) {
        List<Parameter> parameters = parameters();
        Set<Need> needs = EnumSet.noneOf(Need.class);
        parameters.forEach(it -> needs.addAll(it.needs()));
        boolean hasBody = needs.contains(Need.BODY) || needs.contains(Need.FORM);
        Result result = needs.contains(Need.STAGE) ? new Results(types).stage() : new Results(types).next();
        String annotations = routes(hasBody, parameters) + settings(hasBody, result, needs);
        return new Handler(annotations, result.type(), draw.of(NAMES) + draw.number(), parameters, thrown(exception));
    }

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (int left = draw.upTo(3); left > 0; left--) {
            parameters.add(parameter());
        }
        switch (draw.upTo(5)) {
            case 0, 1 -> parameters.add(new Bodies(types).next());
            case 2 -> {
                parameters.add(form());
                parameters.add(draw.oneIn(2) ? new Groups(types).next() : texts.variable());
            }
            default -> {
                if (draw.oneIn(6, Kind.VARARGS)) {
                    parameters.add(new Parameter("@Query ", draw.of("int...", "String...", "UUID..."), "rest"));
                }
            }
        }
        return OddNames.draw(draw, parameters);
    }

    private Parameter form() {
        if (draw.oneIn(3, Kind.FILE)) {
            String type = draw.of("BodyPart", "List<BodyPart>", "Optional<BodyPart>", "@Nullable BodyPart");
            return new Parameter("@Part ", type, "file" + draw.number()).with(Need.FORM);
        }
        return texts.bound(draw.of(Binding.FORM, Binding.PART));
    }

    private Parameter parameter() {
        return switch (draw.upTo(11)) {
            case 0, 1 -> texts.variable();
            case 2, 3 -> new Attributes(types).next();
            case 4, 5 -> new Groups(types).next();
            case 6 -> {
                draw.note(Kind.REQUEST);
                yield new Parameter("", "Request", "request" + draw.number());
            }
            case 7 -> {
                draw.note(Kind.RESPONSE);
                yield new Parameter("", "Response", "response" + draw.number());
            }
            case 8 -> principal();
            default -> texts.bound(draw.of(Binding.QUERY, Binding.HEADER, Binding.COOKIE));
        };
    }

    private Parameter principal() {
        if (!hasPrincipal) {
            return texts.bound(Binding.QUERY);
        }
        draw.note(Kind.PRINCIPAL);
        String type = draw.of("Principal", "Optional<Principal>", "@Nullable Principal");
        return new Parameter("", type, "principal" + draw.number());
    }

    private String routes(boolean hasBody, List<Parameter> parameters) {
        String template = template(parameters);
        String method = hasBody
                ? draw.of("Post", "Put", "Patch")
                : draw.of("Get", "Get", "Get", "Post", "Delete", "Head", "Options");
        if (draw.oneIn(8, Kind.OTHER_METHOD)) {
            return "@Route(method = \"" + draw.of("PUT", "REPORT", "M-SEARCH") + "\", path = " + template + ") ";
        }
        if (draw.oneIn(8, Kind.SEVERAL_METHODS)) {
            return "@" + method + "(" + template + ") @Route(method = \"SEARCH\", path = " + template + ") ";
        }
        if (draw.oneIn(8, Kind.SEVERAL_TEMPLATES)) {
            return "@" + method + "({" + template + ", " + template(parameters) + "}) ";
        }
        return "@" + method + "(" + template + ") ";
    }

    /** Returns a template that no other route of the application has. */
    private String template(List<Parameter> parameters) {
        List<String> variables =
                parameters.stream().flatMap(it -> it.variables().stream()).toList();
        String last = variables.isEmpty() ? "" : variables.get(variables.size() - 1);
        String text = variables.stream()
                .map(it -> "/" + segment(it, it.equals(last)))
                .collect(Collectors.joining("", "/" + draw.of("m", "größe-", "a.b-") + draw.number(), ""));
        return draw.oneIn(6) ? "\"" + text.charAt(0) + "\" + \"" + text.substring(1) + "\"" : "\"" + text + "\"";
    }

    private String segment(String variable, boolean isLast) {
        if (isLast && draw.oneIn(8, Kind.CATCH_ALL)) {
            return "{*" + variable + "}";
        }
        if (draw.oneIn(6, Kind.PATTERN)) {
            return "{" + variable + ":" + draw.of("[0-9]+", "[a-z]{2,3}", "(x|y)*z?.+") + "}";
        }
        if (draw.oneIn(6, Kind.AFFIXED_VARIABLE)) {
            return draw.of("x{" + variable + "}", "{" + variable + "}.json", "{" + variable + "}:cancel");
        }
        return "{" + variable + "}";
    }

    private String settings(boolean hasBody, Result result, Set<Need> needs) {
        StringBuilder settings = new StringBuilder(needs.contains(Need.BLOCKING) ? "@Blocking " : "");
        if (settings.isEmpty() && draw.oneIn(6, Kind.SETTING)) {
            settings.append(draw.of("@Blocking ", "@Essential "));
        }
        if (draw.oneIn(6, Kind.SETTING)) {
            settings.append(result.isNothing() ? "@Status(204) " : "@Status(201) ");
        }
        if (hasBody && draw.oneIn(4, Kind.SETTING)) {
            settings.append("@MaxBody(1000) ");
        }
        if (hasPrincipal && draw.oneIn(5, Kind.SETTING)) {
            settings.append(draw.of("@Roles(\"admin\") ", "@Roles({}) ", "@Roles({\"a\", \"b\"}) "));
        }
        if (result.isText() && draw.oneIn(3, Kind.SETTING)) {
            settings.append(draw.of("@Produces(\"text/csv\") ", "@Produces({\"text/plain\", \"text/html\"}) "));
        }
        if (draw.oneIn(12, Kind.DEPRECATED_HANDLER)) {
            settings.append(draw.of("@Deprecated ", "@Deprecated(forRemoval = true) "));
        }
        return settings.toString();
    }

    private String thrown(String exception) {
        if (!exception.isEmpty() && draw.oneIn(2)) {
            draw.note(Kind.THROWN_TYPE_PARAMETER);
            return " throws " + exception;
        }
        return draw.oneIn(4, Kind.CHECKED_EXCEPTION)
                ? draw.of(" throws Exception", " throws IOException", " throws IOException, TimeoutException")
                : "";
    }
}
