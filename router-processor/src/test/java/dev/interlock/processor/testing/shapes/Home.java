package dev.interlock.processor.testing.shapes;

import dev.interlock.processor.testing.Source;
import java.util.ArrayList;
import java.util.List;

/** A package of the application, together with its files. */
final class Home {
    /** The package of the application. */
    static final String MAIN = "shop";
    /** A package whose types must be public. */
    static final String PARTS = "shop.parts";

    /** Maximum number of files that are written in later rounds. */
    private static final int MOST_LATER = 3;

    private static final String IMPORTS = """
            import com.fasterxml.jackson.annotation.*;
            import dev.interlock.annotation.*;
            import dev.interlock.bytes.Slice;
            import dev.interlock.http.BodyPart;
            import dev.interlock.http.Principal;
            import dev.interlock.http.Request;
            import dev.interlock.http.Response;
            import dev.interlock.http.ServerSentEvent;
            import jakarta.validation.Constraint;
            import jakarta.validation.ConstraintValidator;
            import jakarta.validation.ConstraintValidatorContext;
            import jakarta.validation.Payload;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import io.avaje.jsonb.Json;
            import java.io.IOException;
            import java.lang.annotation.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;
            """;

    /**
     * Simple names of types that generated code also uses. The sources of the application use them only for their own
     * types.
     */
    private static final List<String> CLASHING = List.of(
            "Override",
            "Router",
            "Objects",
            "Conversion",
            "Values",
            "HttpException",
            "Violations",
            "Generated",
            "SuppressWarnings",
            "Throwable",
            "System",
            "Bodies",
            "Results",
            "Execution",
            "Parameters",
            "Math",
            "Enum");

    private static final List<String> REPEATED = List.of("Type", "Value");

    private static final List<String> WORDS =
            List.of("Order", "User", "Line", "Price", "Item", "Stock", "Entry", "$Cost", "Größe", "X");

    private final Draw draw;
    private final String packageName;
    private final List<String> clashing = new ArrayList<>(CLASHING);
    private final List<Source> sources = new ArrayList<>();
    private final List<Source> later = new ArrayList<>();

    Home(Draw draw, String packageName) {
        this.draw = draw;
        this.packageName = packageName;
    }

    /** Whether another package also uses the types of this package. */
    boolean isShared() {
        return packageName.equals(PARTS);
    }

    /** Stops using the clashing names, because they would change the meaning of code from other generators. */
    void avoidClashes() {
        clashing.clear();
    }

    /** Returns a name for a new type. */
    String typeName() {
        if (!isShared() && !clashing.isEmpty() && draw.oneIn(12, Kind.CLASH_OF_NAMES)) {
            return clashing.remove(draw.upTo(clashing.size() - 1));
        }
        // Names in REPEATED are used without a number. So several nested types have the same simple name.
        return draw.oneIn(8, Kind.SAME_SIMPLE_NAME) ? draw.of(REPEATED) : draw.of(WORDS) + draw.number();
    }

    /** Declares a type, either at top level or within another type. Returns the name by which sources refer to it. */
    String place(String name, String declaration) {
        String deprecated =
                draw.oneIn(15, Kind.DEPRECATED_TYPE) ? draw.of("@Deprecated ", "@Deprecated(forRemoval = true) ") : "";
        if (!REPEATED.contains(name) && !draw.oneIn(3, Kind.NESTED_TYPE)) {
            addOrDefer(name, deprecated + access() + declaration, Kind.TYPE_OF_LATER_ROUND);
            return name;
        }
        String holder = "Holder" + draw.number();
        String nested = draw.oneIn(2)
                ? access() + "interface " + holder + " { " + deprecated + declaration + " }"
                : access() + draw.of("", "final ", "abstract ") + "class " + holder + " { " + deprecated
                        + nestedAccess() + "static " + declaration + " }";
        if (declaration.contains(name + "<")) {
            // For ECJ, the type must be written now. ECJ omits methods that use a generic class whose outer class is
            // missing.
            add(holder, nested);
        } else {
            addOrDefer(holder, nested, Kind.TYPE_OF_LATER_ROUND);
        }
        return holder + "." + name;
    }

    /** Returns the access modifier for a top-level type. */
    String access() {
        return isShared() ? "public " : draw.of("", "public ");
    }

    /** Returns the access modifier for a member that the main package uses. */
    String nestedAccess() {
        return isShared() ? "public " : draw.of("", "public ", "protected ");
    }

    /** Adds a file. The file is named after its first type. */
    void add(String declaration) {
        sources.add(Source.of("package " + packageName + ";\n" + IMPORTS + declaration + "\n"));
    }

    /** Adds a file. */
    void add(String name, String declaration) {
        sources.add(source(name, declaration));
    }

    /** Adds a file, or lets another processor write it in a later round. */
    void addOrDefer(String name, String declaration, Kind kind) {
        if (!isShared()
                && !CLASHING.contains(name)
                && later.size() < MOST_LATER
                && draw.oneIn(kind == Kind.TYPE_OF_LATER_ROUND ? 16 : 8, kind)) {
            later.add(source(name, declaration));
        } else {
            add(name, declaration);
        }
    }

    private Source source(String name, String declaration) {
        String other = isShared() ? "" : "import " + PARTS + ".*;\n";
        return Source.of(packageName, name, "package " + packageName + ";\n" + IMPORTS + other + declaration + "\n");
    }

    /** Returns the files that exist from the start. */
    List<Source> sources() {
        return sources;
    }

    /** Returns the files that another processor writes, one in each round. */
    List<Source> later() {
        return later;
    }
}
