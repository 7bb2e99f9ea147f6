package shop;

import dev.interlock.http.RouterSources;
import javax.annotation.processing.Generated;

/**
 * Classes that {@link ApiRouter} was generated from, with their digests at its compilation.
 */
@Generated("dev.interlock.processor.RouterProcessor")
final class ApiRouterSources extends RouterSources {
  ApiRouterSources() {
    super(2);
  }

  @Override
  protected String name(int source) {
    return switch (source) {
      case 0 -> "shop.Orders";
      case 1 -> "shop.Users";
      default -> throw unknownSource(source);
    };
  }

  @Override
  protected boolean isCurrent(int source) {
    return switch (source) {
      case 0 -> Orders_Digest.is("a03117c43ca7e908");
      case 1 -> Users_Digest.is("337b70d4571f53a8");
      default -> throw unknownSource(source);
    };
  }
}
