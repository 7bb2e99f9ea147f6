package dev.interlock.processor.testing.shapes;

import java.util.List;

/**
 * Creates the types that the handlers of one class use.
 *
 * @param textVariable type parameter for a type to which text can be converted; empty for none
 * @param dataVariable type parameter for a JSON type; empty for none
 */
record Types(
        Draw draw,
        Home home,
        Constraints constraints,
        TextTypes texts,
        DataTypes data,
        List<String> textVariable,
        List<String> dataVariable) {

    /** Returns the types for the handlers of a package. They may belong to other packages. */
    static Types of(Draw draw, Home home, List<Types> others) {
        Constraints constraints = new Constraints(draw, home);
        return new Types(
                draw,
                home,
                constraints,
                new TextTypes(draw, home),
                new DataTypes(
                        draw,
                        home,
                        constraints,
                        others.stream().map(Types::data).toList()),
                List.of(),
                List.of());
    }

    /** Returns the same types for a class that has type parameters. */
    Types withVariables(List<String> text, List<String> data) {
        return new Types(draw, home, constraints, texts, this.data, text, data);
    }

    TextType text() {
        return !textVariable.isEmpty() && draw.oneIn(3)
                ? TextType.object(textVariable.get(0), TextType.Role.OBJECT, "")
                : texts.next();
    }

    DataType datum() {
        return !dataVariable.isEmpty() && draw.oneIn(2) ? new DataType(dataVariable.get(0), false) : data.next();
    }
}
