import json
from pathlib import Path

import pytest

from core.training.recipe import Recipe, RecipeError, parse_recipe, read_recipe, recipe_values

RECIPES = Path(__file__).resolve().parents[3] / "core" / "training" / "recipes"


def test_a_recipe_survives_its_json_form() -> None:
    recipe = parse_recipe({"seed": 3, "masks": {"chunks": [8, 16]}, "data": {"shares": {"a": 1, "*": 0.5}}})
    assert parse_recipe(json.loads(json.dumps(recipe_values(recipe)))) == recipe
    assert (recipe.share("a"), recipe.share("b"), recipe.masks.chunks) == (1.0, 0.5, (8, 16))
    assert parse_recipe({}) == Recipe()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([], "recipe must be an object"),
        ({"rate": 1}, "no field 'rate'"),
        ({"optimiser": {"rate": "fast"}}, "recipe.optimiser.rate must be a number"),
        ({"optimiser": {"steps": 1.5}}, "recipe.optimiser.steps must be a whole number"),
        ({"optimiser": {"steps": 0}}, "at least 1"),
        ({"masks": {"chunks": []}}, "must be a list of whole numbers"),
        ({"data": {"shares": {"a": -1}}}, "numbers of at least 0"),
        ({"train": "front"}, "choose one of"),
    ],
)
def test_what_is_wrong_is_named(values: object, message: str) -> None:
    with pytest.raises(RecipeError, match=message):
        parse_recipe(values)


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.json")), ids=lambda path: path.name)
def test_the_recipes_of_the_project_can_be_followed(path: Path) -> None:
    assert read_recipe(path).optimiser.steps > 0
