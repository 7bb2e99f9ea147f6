package shop;

import dev.interlock.generated.validate.Constraints;
import dev.interlock.generated.validate.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import javax.annotation.processing.Generated;

/**
 * Constraints of {@link Api}. Generated: edit the annotated classes instead.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterChecks {
  static final Predicate<CharSequence> SKU_PATTERN = Constraints.pattern("41-5a>1|41-5a>2|41-5a>3|2d-2d>4|30-39>5|*30-39>5");

  static final BigDecimal DECIMAL_0_05 = new BigDecimal("0.05");

  private ApiRouterChecks() {
  }

  /**
   * Adds a violation for each broken constraint of {@link Orders.Basket}.
   */
  static Violations basket(Violations found, Orders.Basket value, int depth) {
    if (Violations.isTooDeep(depth)) {
      return Violations.tooDeep(found);
    }
    List<Orders.Line> lines = value.lines();
    if (lines == null) {
      found = Violations.add(found, "/lines", "must not be empty");
    } else {
      if (!Constraints.sizeBetween(lines.size(), 1, Integer.MAX_VALUE)) {
        found = Violations.add(found, "/lines", "must not be empty");
      }
      int index = 0;
      for (Orders.Line element : lines) {
        int before = Violations.count(found);
        if (element != null) {
          found = ApiRouterChecks.line(found, element);
        }
        Violations.within(found, before, "/lines", index++);
      }
    }
    Orders.Basket gifts = value.gifts();
    if (gifts != null) {
      int before2 = Violations.count(found);
      found = ApiRouterChecks.basket(found, gifts, depth + 1);
      Violations.within(found, before2, "/gifts");
    }
    return found;
  }

  /**
   * Adds a violation for each broken constraint of {@link Orders.Line}.
   */
  static Violations line(Violations found, Orders.Line value) {
    int quantity = value.quantity();
    if (!Constraints.greaterThan(quantity, 0)) {
      found = Violations.add(found, "/quantity", "must be greater than 0");
    }
    if (quantity != 0 || Violations.isComplete(found)) {
      found = ApiRouterValidators.PACKED.check(found, "/quantity", quantity);
    }
    String name = value.name();
    if (name == null) {
      found = Violations.addNull(found, "/name", "must have a name");
    }
    if (Violations.isComplete(found)) {
      boolean named = value.isNamed();
      if (!named) {
        found = Violations.add(found, "", "must be true");
      }
    }
    return found;
  }
}
