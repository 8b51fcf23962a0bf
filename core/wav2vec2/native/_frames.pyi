import numpy as np
from numpy.typing import NDArray

def quantise(
    values: NDArray[np.float32],
    before: tuple[NDArray[np.float32], NDArray[np.float32], bool] | None,
    zero: int,
    stretches: NDArray[np.uint8],
    scales: NDArray[np.float32],
) -> None: ...
def restore(
    products: list[NDArray[np.float32]],
    scales: NDArray[np.float32],
    bias: NDArray[np.float32],
    values: NDArray[np.float32],
) -> None: ...
def softmax_float32(scores: NDArray[np.float32]) -> None: ...
def softmax_bfloat16(scores: NDArray[np.uint16]) -> None: ...
