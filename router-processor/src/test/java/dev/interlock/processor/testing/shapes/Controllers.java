package dev.interlock.processor.testing.shapes;

import java.util.ArrayList;
import java.util.List;

/** Creates random controllers, with handlers and supertypes. Some controllers are nested in another type. */
final class Controllers {
    private final Types types;
    private final Draw draw;
    private final Home home;
    private final List<Supertypes> others;
    private final boolean hasPrincipal;

    /**
     * Creates the controllers of a package.
     *
     * @param others supertypes in other packages
     * @param hasPrincipal whether a filter sets the principal of all requests
     */
    Controllers(Types types, List<Supertypes> others, boolean hasPrincipal) {
        this.others = List.copyOf(others);
        this.types = types;
        this.draw = types.draw();
        this.home = types.home();
        this.hasPrincipal = hasPrincipal;
    }

    /**
     * Declares a controller and returns its name in sources.
     *
     * @param filter annotation that binds a filter to the controller; empty for none
     * @param planted members with a mistake; empty for none
     */
    String next(String filter, String planted) {
        draw.note(home.isShared() ? Kind.OTHER_PACKAGE : Kind.TOP_LEVEL_CONTROLLER);
        boolean isRecord = draw.oneIn(5, Kind.RECORD_CONTROLLER);
        Supertypes supertypes = new Supertypes(types, hasPrincipal);
        List<String> members = new ArrayList<>();
        StringBuilder heritage = new StringBuilder();
        if (!isRecord && draw.oneIn(2)) {
            Supertypes.Inherited above = !others.isEmpty() && draw.oneIn(5, Kind.SUPERCLASS_OF_OTHER_PACKAGE)
                    ? draw.of(others).superclass(false)
                    : supertypes.superclass(true);
            heritage.append(" extends ").append(above.reference());
            members.addAll(above.methods());
        }
        if (draw.oneIn(3)) {
            if (!heritage.isEmpty()) {
                draw.note(Kind.SEVERAL_SUPERTYPES);
            }
            Supertypes.Inherited face = supertypes.interfaceType();
            heritage.append(" implements ").append(face.reference());
            members.addAll(face.methods());
        }
        String name = "C" + draw.number();
        members.addAll(ownMembers(isRecord, name));
        members.add(planted);
        return declare(filter, isRecord, name, heritage.toString(), String.join("\n", members));
    }

    private List<String> ownMembers(boolean isRecord, String controller) {
        List<String> members = new ArrayList<>();
        Handlers handlers = new Handlers(types, hasPrincipal);
        for (int left = 1 + draw.upTo(2); left > 0; left--) {
            Handler handler =
                    draw.oneIn(8, Kind.RECEIVER) ? handlers.next("").withReceiver(controller) : handlers.next("");
            members.add(handler.text(home.nestedAccess() + draw.of("", "", "final ", "synchronized ")));
            if (draw.oneIn(8, Kind.OVERLOAD)) {
                members.add("@Get(" + path() + ") " + home.nestedAccess() + "int " + handler.name()
                        + "(@Query int a, @Query int b, @Query int c, @Query int d, @Query int e, @Query int f) "
                        + "{ return 0; }");
            }
        }
        if (draw.oneIn(3)) {
            members.add(constant());
        }
        if (draw.oneIn(4, Kind.ON_ERROR)) {
            members.add(Errors.method(draw, home.nestedAccess(), draw.of("IllegalStateException", "IOException")));
        }
        if (!isRecord) {
            members.add(draw.of(
                    "",
                    "private final Map<String, ?> all = Map.of();",
                    "private class Inner { int x; Inner inner() { return null; } }",
                    "interface Nested<T> { T get(); }"));
        }
        return members;
    }

    private String path() {
        return "\"/m" + draw.number() + "\"";
    }

    /** Returns a handler. Its template is a constant of another class. */
    private String constant() {
        String name = "Names" + draw.number();
        home.addOrDefer(
                name,
                home.access() + "final class " + name + " { public static final String PATH = " + path()
                        + "; public static final String NAME = \"constant\"; }",
                Kind.CONSTANT_OF_LATER_ROUND);
        return "@Get(" + name + ".PATH) " + home.nestedAccess() + "String constant" + draw.number() + "(@Query(" + name
                + ".NAME) String value) { return value; }";
    }

    private String declare(String filter, boolean isRecord, String name, String heritage, String members) {
        String bound = filter.isEmpty() ? "" : "@UseFilters(" + filter + ".class) ";
        String head = "@Controller(\"/" + name + "\") " + bound + draw.of("", "", "", "@Blocking ");
        String kind = isRecord ? "record " : draw.of("", "final ") + "class ";
        String declaration = kind + name + (isRecord ? draw.of("()", "(String text, int number)") : "") + heritage
                + " {\n" + members + "\n}";
        if (!draw.oneIn(3, Kind.NESTED_CONTROLLER)) {
            home.addOrDefer(name, head + home.access() + declaration, Kind.CONTROLLER_OF_LATER_ROUND);
            return name;
        }
        String holder = "Holder" + draw.number();
        String nested = home.access()
                + switch (draw.upTo(3)) {
                    case 0 -> "interface " + holder + " { " + head + declaration;
                    case 1 -> "record " + holder + "(int x) { " + head + home.nestedAccess() + "static " + declaration;
                    case 2 -> "enum " + holder + " { A; " + head + home.nestedAccess() + "static " + declaration;
                    default ->
                        "class " + holder + draw.of("", "<H>") + " { " + head + home.nestedAccess() + "static "
                                + declaration;
                };
        home.add(holder, nested + " }");
        return holder + "." + name;
    }
}
