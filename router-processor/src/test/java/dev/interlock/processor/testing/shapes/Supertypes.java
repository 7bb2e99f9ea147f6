package dev.interlock.processor.testing.shapes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Creates classes and interfaces from which controllers inherit handlers. */
final class Supertypes {
    /**
     * The parts of a controller that extend a supertype.
     *
     * @param reference supertype with its type arguments
     * @param methods methods of the controller that override methods of the supertype
     */
    record Inherited(String reference, List<String> methods) {}

    private final Types types;
    private final Draw draw;
    private final Home home;
    private final boolean hasPrincipal;

    Supertypes(Types types, boolean hasPrincipal) {
        this.types = types;
        this.draw = types.draw();
        this.home = types.home();
        this.hasPrincipal = hasPrincipal;
    }

    /**
     * Creates a superclass for a controller. There may be a further class between the two.
     *
     * @param mayBeHidden whether only controllers of the same package extend the class
     */
    Inherited superclass(boolean mayBeHidden) {
        draw.note(Kind.SUPERCLASS);
        if (draw.oneIn(6, Kind.RAW_SUPERTYPE)) {
            return raw("abstract class ", "public ");
        }
        Map<String, String> arguments = arguments();
        String name = "Base" + draw.number();
        List<String> overrides = new ArrayList<>();
        String members = members(false, arguments, overrides);
        String access = mayBeHidden && isHidden() ? "" : home.access();
        // The class is abstract, because not every superclass is extended. The routes of a concrete class that no
        // controller extends would be lost.
        home.addOrDefer(
                name,
                settings() + access + "abstract class " + name + parameters(arguments) + " {\n" + members + "}",
                Kind.SUPERCLASS_OF_LATER_ROUND);
        return new Inherited(
                draw.oneIn(3, Kind.LONG_CHAIN)
                        ? between(name, arguments, mayBeHidden)
                        : name + brackets(arguments.values()),
                overrides);
    }

    Inherited interfaceType() {
        draw.note(Kind.INTERFACE);
        if (draw.oneIn(8, Kind.RAW_SUPERTYPE)) {
            return raw("interface ", "default ");
        }
        Map<String, String> arguments = arguments();
        String name = "Face" + draw.number();
        List<String> overrides = new ArrayList<>();
        String members = members(true, arguments, overrides);
        home.addOrDefer(
                name,
                settings() + home.access() + "interface " + name + parameters(arguments) + " {\n" + members + "}",
                Kind.SUPERCLASS_OF_LATER_ROUND);
        return new Inherited(name + brackets(arguments.values()), overrides);
    }

    /** Returns annotations of the supertype. They apply to all its handlers. */
    private String settings() {
        return draw.oneIn(5, Kind.INHERITED_SETTING)
                ? draw.of("@Blocking ", "@Essential ", hasPrincipal ? "@Roles(\"all\") " : "@Deprecated ")
                : "";
    }

    private boolean isHidden() {
        return home.isShared() && draw.oneIn(2, Kind.HIDDEN_SUPERCLASS);
    }

    private Inherited raw(String head, String modifiers) {
        String name = "Raw" + draw.number();
        int number = draw.number();
        String parameters =
                draw.of("<T>", "<T extends Comparable<T>>", "<T extends Number & Runnable, U extends List<T>>");
        home.add(
                name,
                home.access() + head + name + parameters + " {\n@Get(\"/m" + number + "\") " + modifiers + "String m"
                        + number
                        + "(@Attribute T one, @Attribute List<T> list, @Attribute T[] array) { return null; }\n}");
        return new Inherited(name, List.of());
    }

    /** Returns type arguments for some of the type parameters: T (text), B (data) and E (an exception). */
    private Map<String, String> arguments() {
        Map<String, String> arguments = new LinkedHashMap<>();
        if (draw.oneIn(2, Kind.TYPE_ARGUMENT)) {
            arguments.put("T", draw.of("String", "Integer", "UUID", "LocalDate"));
        }
        if (draw.oneIn(3, Kind.TYPE_ARGUMENT)) {
            arguments.put("B", types.data().next().name());
        }
        if (draw.oneIn(4, Kind.TYPE_ARGUMENT)) {
            arguments.put("E", draw.of("IOException", "IllegalStateException", "TimeoutException", "Exception"));
        }
        return arguments;
    }

    private String parameters(Map<String, String> arguments) {
        List<String> parameters = arguments.keySet().stream()
                .map(it -> switch (it) {
                    case "T" ->
                        draw.oneIn(2, Kind.BOUNDED_TYPE_PARAMETER)
                                ? draw.of("T extends Comparable<? super T>", "T extends Object & java.io.Serializable")
                                : "T";
                    case "E" -> "E extends Exception";
                    default -> it;
                })
                .toList();
        return brackets(parameters);
    }

    private static String brackets(Iterable<String> types) {
        String joined = String.join(", ", types);
        return joined.isEmpty() ? "" : "<" + joined + ">";
    }

    /**
     * Returns the handlers of the supertype.
     *
     * @param overrides receives the methods with which the controller overrides some handlers
     */
    private String members(boolean isInterface, Map<String, String> arguments, List<String> overrides) {
        Types within = types.withVariables(only(arguments, "T"), only(arguments, "B"));
        Handlers handlers = new Handlers(within, hasPrincipal);
        StringBuilder members = new StringBuilder();
        for (int left = 1 + draw.upTo(1); left > 0; left--) {
            Handler handler = handlers.next(arguments.containsKey("E") ? "E" : "");
            boolean isAbstract = draw.oneIn(4, Kind.ABSTRACT_HANDLER);
            String access = isInterface ? "" : home.nestedAccess();
            members.append(
                            isAbstract
                                    ? handler.abstractText(access + (isInterface ? "" : "abstract "))
                                    : handler.text(isInterface ? "default " : access))
                    .append('\n');
            if (isAbstract || draw.oneIn(3)) {
                overrides.add(override(handler.with(arguments)));
            }
        }
        return members.toString();
    }

    private String override(Handler handler) {
        if (draw.oneIn(2)) {
            draw.note(Kind.OVERRIDE_REPEATS);
            return handler.text("public ");
        }
        draw.note(Kind.OVERRIDE_INHERITS);
        return handler.plainText("public ");
    }

    private static List<String> only(Map<String, String> arguments, String name) {
        return arguments.containsKey(name) ? List.of(name) : List.of();
    }

    /** Creates a class that extends the base class. It keeps the first type parameter of the base class. */
    private String between(String base, Map<String, String> arguments, boolean mayBeHidden) {
        String name = "Mid" + draw.number();
        boolean isOpen = arguments.containsKey("T");
        Map<String, String> inner = new LinkedHashMap<>(arguments);
        inner.computeIfPresent("T", (key, value) -> "Q");
        String parameter = isOpen ? "<Q extends Comparable<? super Q> & java.io.Serializable>" : "";
        home.add(
                name,
                (mayBeHidden && isHidden() ? "" : home.access()) + "abstract class " + name + parameter + " extends "
                        + base + brackets(inner.values()) + " {}");
        return name + (isOpen ? "<" + arguments.get("T") + ">" : "");
    }
}
